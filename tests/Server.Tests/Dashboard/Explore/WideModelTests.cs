using Plumbline.Server.Tests.Projections;
using Plumbline.Testing;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard.Explore;

/// <summary>Two thousand columns and five hundred values of a segment, with names nobody should have chosen.</summary>
public sealed class WideModelTests : IDisposable
{
    const int Columns = 2_000, Rows = 1_500, Segments = 500, LargestPage = 600_000;

    const string Markup = "<script>alert(1)</script>";

    static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly string s_long = new('x', 600);

    readonly StoredParts _parts = new(s_start.AddDays(1));

    [Fact]
    public async Task The_page_of_rows_shows_few_columns_and_finds_the_others_by_name()
    {
        var model = await FillAsync();
        var query = new ExploreQuery { Model = "churn", Last = ExploreSpan.All, Find = "column-19" };

        var view = Pages.Explore(_parts).Read(model, query, new ExploreView { Query = query, Models = ["churn"] }, CancellationToken.None);
        string page = await Pages.RenderAsync<ExplorePage>(view, s_start);

        Assert.Equal(Columns, view.AllColumns);
        Assert.InRange(view.Columns.Count, 1, 12);
        Assert.Equal(40, view.Others.Count);
        Assert.All(view.Others, o => Assert.Contains("column-19", o, StringComparison.Ordinal));
        Assert.InRange(page.Length, 10_000, LargestPage);
        Assert.DoesNotContain(Markup, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sides_are_compared_in_every_column_and_the_page_says_what_it_leaves_out()
    {
        var model = await FillAsync();
        var query = new CompareQuery
        {
            Model = "churn",
            Left = new CompareSide { Segment = new("camera", "camera-7"), IsRest = true },
            Right = new CompareSide { To = s_start.AddHours(12) },
            Run = true,
        };

        var reader = Pages.Compare(_parts);
        var begun = reader.Begin(model, new CompareView { Query = query, Models = ["churn"] }, Pages.Viewer(s_start));
        var view = reader.Complete(begun, Pages.Viewer(s_start), CancellationToken.None);
        string page = await Pages.RenderAsync<ComparePage>(view, s_start);

        Assert.Empty(view.Problems);
        Assert.Equal((Rows - (Rows / Segments), Rows / 2), (view.Left!.Rows, view.Right!.Rows));
        Assert.Equal(Columns - 1, view.Report!.Columns.Count);
        Assert.Contains("more columns", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 10_000, 4 * LargestPage);
        Assert.DoesNotContain(Markup, page, StringComparison.Ordinal);
    }

    public void Dispose() => _parts.Dispose();

    async Task<Engine.Models.ModelDefinition> FillAsync()
    {
        var rows = Wide();
        var model = _parts.Storage.Catalog.AddModel(LiveRows.Model(rows));
        DateTimeOffset[] times = [.. Enumerable.Range(0, Rows).Select(i => s_start.AddDays(i / (double)Rows))];
        await _parts.AppendAsync(model, rows, times, 0, Rows);
        await _parts.CatchUpAsync();
        return model;
    }

    static InMemoryDataset Wide()
    {
        var columns = new List<(string, object)>
        {
            ("camera", Enumerable.Range(0, Rows).Select(i => $"camera-{i % Segments}").ToArray()),
            (Markup, Enumerable.Repeat(Markup, Rows).ToArray()),
            (s_long, Enumerable.Repeat(s_long, Rows).ToArray()),
        };
        double[] values = Some.Normal(Rows, 1);
        columns.AddRange(Enumerable.Range(columns.Count, Columns - columns.Count).Select(i => ($"column-{i}", (object)values)));
        return Some.Dataset([.. columns]).WithSegments("camera");
    }
}
