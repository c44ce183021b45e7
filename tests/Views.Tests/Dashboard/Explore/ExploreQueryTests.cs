using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard.Explore;

public class ExploreQueryTests
{
    static readonly DateTimeOffset s_from = new(2026, 11, 21, 15, 0, 0, TimeSpan.Zero);

    static readonly ExploreQuery s_query = new()
    {
        Model = "churn",
        From = s_from,
        Version = "7 & more",
        Where = [new("region", "south"), new("minutes", null)],
        Between = [("age", 18, double.PositiveInfinity)],
        Columns = ["a,b", "c=d"],
        After = "5.6",
    };

    [Fact]
    public void An_address_holds_everything_escaped() => Assert.Equal(
        "/explore?model=churn&from=2026-11-21T15%3A00%3A00Z&version=7%20%26%20more&where=region%3Dsouth&where=minutes%3D&between=age%3D18.."
            + "&show=a%2Cb&show=c%3Dd&after=5.6", s_query.Address);

    [Fact]
    public void A_file_holds_the_rows_of_the_filter_whatever_the_page_shows_of_them() => Assert.Equal(
        "/explore/export?model=churn&from=2026-11-21T15%3A00%3A00Z&version=7%20%26%20more&where=region%3Dsouth&where=minutes%3D&between=age%3D18.."
            + "&format=csv", s_query.ExportAddress("csv"));

    [Fact]
    public void Conditions_are_added_and_taken_away_and_the_list_begins_anew()
    {
        var added = s_query.With("plan", null);
        var gone = added.Without(new KeyValuePair<string, string?>("region", "south")).Without(s_query.Between[0]);

        Assert.Equal([new("region", "south"), new("minutes", null), new("plan", null)], added.Where);
        Assert.Equal([new("minutes", null), new("plan", null)], gone.Where);
        Assert.Empty(gone.Between);
        Assert.Null(added.After);
    }
}
