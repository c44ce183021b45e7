using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Server.Dashboard.Explore;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard.Explore;

public class ExploreReadingTests
{
    const string Odd = "a=b<script>";

    static readonly ModelDefinition s_model = new()
    {
        Name = "churn",
        Revisions = [new SchemaRevision(1, new Schema
        {
            Columns = [new(Odd, ColumnRole.Feature, ColumnType.Text), new("a", ColumnRole.Feature, ColumnType.Text),
                new("age", ColumnRole.Feature, ColumnType.Numeric)],
        }, DateTimeOffset.UnixEpoch, [])],
    };

    [Fact]
    public void An_address_is_read_as_it_was_written()
    {
        var written = new ExploreQuery
        {
            Model = "churn",
            Last = ExploreSpan.Week,
            Version = "7",
            Id = "é/1",
            Tag = new("k", "v=w"),
            Where = [new(Odd, "x=y"), new("a", null)],
            Between = [("age", double.NegativeInfinity, 4.5)],
            Truth = TruthState.Open,
            Columns = [Odd],
            Column = "age",
        };

        var (read, problems) = Read(written.Address);

        Assert.Empty(problems);
        Assert.Equal(written.Address, read.Address);
        Assert.Equal(written.Where, read.Where);
        Assert.Equal(written.Between, read.Between);
    }

    [Theory]
    [InlineData("from=2026-11-21T15:00", "2026-11-21T06:00:00Z")]
    [InlineData("from=2026-11-21T15:00:00Z", "2026-11-21T15:00:00Z")]
    [InlineData("from=2026-11-21T15:00:00%2B02:00", "2026-11-21T13:00:00Z")]
    public void A_time_without_an_offset_is_the_viewers(string query, string expected)
    {
        var (read, problems) = Read("?" + query);

        Assert.Empty(problems);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), read.From);
    }

    [Theory]
    [InlineData("from=soon", "explore.bad_time")]
    [InlineData("from=0001-01-01T00:00", "explore.bad_time")]
    [InlineData("from=9999-12-31T23:59:59-14:00", "explore.bad_time")]
    [InlineData("from=2026-11-22T00:00:00Z&to=2026-11-22T00:00:00Z", "explore.bad_order")]
    [InlineData("tag=k", "explore.bad_tag")]
    [InlineData("evaluation=-1", "explore.no_evaluation")]
    [InlineData("where=nobody%3Dx", "explore.no_such_column")]
    [InlineData("between=age%3D5..4", "explore.bad_range")]
    [InlineData("between=age%3Dmuch", "explore.bad_range")]
    [InlineData("on=age&is=between&value=1", "explore.bad_range")]
    [InlineData("show=nobody", "explore.no_such_column")]
    public void What_is_impossible_is_told_and_not_guessed(string query, string problem) =>
        Assert.Equal([problem], Read("?" + query).Problems.Select(p => p.Key));

    [Fact]
    public void Too_many_conditions_and_too_long_texts_are_told()
    {
        string many = "?" + string.Join('&', Enumerable.Range(0, 21).Select(i => $"where=age%3D{i}"));

        Assert.Equal(["explore.many_conditions"], Read(many).Problems.Select(p => p.Key));
        Assert.Equal(["explore.too_long"], Read("?id=" + new string('x', 3_000)).Problems.Select(p => p.Key));
    }

    [Theory]
    [InlineData("on=a&is=equal&value=x", "a=x")]
    [InlineData("on=a&is=missing&value=x", "a=")]
    [InlineData("where=age%3D3&on=a&is=equal&value=x", "age=3,a=x")]
    public void The_form_adds_a_condition(string query, string expected) =>
        Assert.Equal(expected, string.Join(',', Read("?asked=form&" + query).Query.Where.Select(w => $"{w.Key}={w.Value}")));

    static (ExploreQuery Query, IReadOnlyList<Message> Problems) Read(string address)
    {
        var viewer = new Viewer { Language = Language.English, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"),
            Now = DateTimeOffset.UnixEpoch };
        var query = new QueryCollection(QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..]));
        var reading = new ExploreReading(query, s_model, viewer);
        return (reading.Read(), reading.Problems);
    }
}
