using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;
using Plumbline.Views.Sections;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>One column of a model in one window, down to its rows.</summary>
static class ColumnEndpoints
{
    const int MostRows = 25, MostSegments = 200;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/models/{model}/column", ShowAsync).IsPage("ColumnPage");

    static async Task<IResult> ShowAsync(string model, string? name, string? rows, HttpContext context, ModelRegister models,
        ModelReader reader, LiveCells cells,
        IEventStore events, FleetBook fleet, PageWriter pages, CancellationToken cancellationToken)
    {
        var found = models.Find(model);
        var query = ModelEndpoints.QueryOf(model, context.Request.Query) with { More = ModelMore.Nothing, Find = "",
            Sort = ColumnSort.Verdict, Page = 1 };
        var view = await reader.ReadAsync(found, query, cancellationToken);
        var column = view.Report?.Columns.FirstOrDefault(c => c.Name == name)
            ?? throw ProblemException.NotFound("column", name ?? "",
                $"The model '{found.Name}' has no column '{ProblemException.Shorten(name)}' in this window.");
        string[] order = view.Report is null ? [] : [.. ModelColumns.Of(new ColumnOrder(view.Report)).Select(c => c.Column.Name)];
        int at = Array.IndexOf(order, column.Name);
        var shown = new ColumnView
        {
            Of = view,
            Column = column,
            Next = at >= 0 && at + 1 < order.Length ? order[at + 1] : null,
            Segments = Segments(found, view, column.Name, cells, cancellationToken),
            // Where nothing is judged yet there is no window: the newest rows of all.
            Rows = rows == "show" ? events.Page(found, new EventQuery { From = view.Window?.Start, To = view.Window?.End }, null, MostRows,
                cancellationToken).Rows : null,
        };
        return await pages.PageAsync<ColumnPage>(context, Section.Fleet, $"{column.Name} · {found.Name}", shown, fleet.Now.At);
    }

    static List<SegmentColumn> Segments(ModelDefinition model, ModelView view, string column, LiveCells cells,
        CancellationToken cancellationToken)
    {
        if (view.Window is not { } window || model.Schema.Columns.Segments.IsEmpty) return [];
        var query = new CellQuery { Model = model.Number, From = window.Start, To = window.End, AllSegments = true, Columns = [column],
            WithSketches = false, Step = TimeSpan.MaxValue };
        return [.. cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0).GroupBy(c => c.Key.Segment.GetValueOrDefault())
            .Select(g => Segment(g.Key, [.. g], column)).OrderBy(s => s.Segment, StringComparer.Ordinal).ThenByDescending(s => s.Rows)
                .Take(MostSegments)];
    }

    static SegmentColumn Segment(KeyValuePair<string, string> segment, List<CellProfile> own, string column)
    {
        var merged = CellTraffic.Merged(own, "")?.Find(column);
        // Segments keep moments and counts, no sketches.
        double mean = merged?.Content is ColumnContent.Numbers { Moments.Count: > 0 } numbers ? numbers.Moments.Mean : double.NaN;
        return new SegmentColumn(segment.Key, segment.Value, merged?.Rows ?? 0, merged?.Absent ?? 0, mean);
    }
}
