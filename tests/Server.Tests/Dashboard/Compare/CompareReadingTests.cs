using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Dashboard.Compare;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard.Compare;

public class CompareReadingTests
{
    static readonly DateTimeOffset s_last = new(2026, 11, 21, 14, 40, 0, TimeSpan.Zero);

    static readonly ModelDefinition s_model = new()
    {
        Name = "churn",
        Revisions = [new SchemaRevision(1, new Schema { Columns = [new("a=b", ColumnRole.Feature, ColumnType.Text)], Segments = ["a=b"] },
            DateTimeOffset.UnixEpoch, [])],
        Versions = [new("6", s_last.AddDays(-9), VersionRole.None), new("7", s_last.AddDays(-3), VersionRole.Champion),
            new("8", s_last.AddDays(-1), VersionRole.Challenger)],
    };

    [Fact]
    public void An_address_is_read_as_it_was_written()
    {
        var written = new CompareQuery
        {
            Model = "churn",
            Left = new CompareSide { From = s_last, Version = "7", Environment = "é", Segment = new("a=b", "c=d"), IsRest = true },
            Right = new CompareSide { Baseline = "default & more" },
            Run = true,
        };

        var (read, problems) = Read(written.Address);

        Assert.Empty(problems);
        Assert.Equal(written, read);
        Assert.Equal(written, read.Swapped.Swapped);
    }

    [Theory]
    [InlineData("left_from=soon", "explore.bad_time")]
    [InlineData("right_from=2026-11-22T00:00&right_to=2026-11-21T00:00", "explore.bad_order")]
    [InlineData("left_segment=a%3D1", "compare.bad_segment")]
    [InlineData("left_segment=a%3Db%3D", "compare.bad_segment")]
    [InlineData("left_segment=a%3Db%3D1&left_rest=a%3Db%3D2", "compare.segment_and_rest")]
    public void What_is_impossible_is_told(string query, string problem) => Assert.Equal([problem], Read("?" + query).Problems);

    [Fact]
    public void Presets_are_of_what_the_model_has()
    {
        var all = ComparePresets.Of(s_model, "default", [new("a=b", "1")], s_last, Pages.Viewer(s_last));
        var few = ComparePresets.Of(s_model with { Versions = [] }, null, [], s_last, Pages.Viewer(s_last));

        Assert.Equal(["baseline", "today", "week", "version", "challenger", "segment"], all.Select(p => p.Key["compare.preset_".Length..]));
        Assert.Equal(["today", "week"], few.Select(p => p.Key["compare.preset_".Length..]));
    }

    [Fact]
    public void Days_are_the_viewers_and_weeks_end_with_the_last_event()
    {
        var presets = ComparePresets.Of(s_model, null, [], s_last, Pages.Viewer(s_last)).ToDictionary(p => p.Key, p => p.Query);
        var (today, week, version) = (presets["compare.preset_today"], presets["compare.preset_week"], presets["compare.preset_version"]);

        // Berlin is an hour ahead.
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero), today.Right.From);
        Assert.Equal((today.Right.From!.Value.AddDays(-1), today.Right.From), (today.Left.From, today.Left.To));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 14, 45, 0, TimeSpan.Zero), week.Right.To);
        Assert.Equal((week.Left.To, TimeSpan.FromDays(7)), (week.Right.From, week.Right.To - week.Right.From));
        Assert.Equal(("7", "8"), (version.Left.Version, version.Right.Version));
    }

    static (CompareQuery Query, IEnumerable<string> Problems) Read(string address)
    {
        var query = new QueryCollection(QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..]));
        var reading = new CompareReading(query, s_model, Pages.Viewer(s_last));
        return (reading.Read(), reading.Problems.Select(p => p.Key));
    }
}
