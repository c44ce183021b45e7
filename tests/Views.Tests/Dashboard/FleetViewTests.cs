using Plumbline.Engine.Messages;
using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard;

public class FleetViewTests
{
    static readonly DateTimeOffset s_day = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_worst_stands_first_and_those_without_a_verdict_last()
    {
        FleetRow[] rows = [Row("idle", Health.NoEvents), Row("well", Health.Healthy), Row("ill", Health.Failing),
            Row("odd", Health.Watch), Row("worse", Health.Failing) with { Firing = 3 }];

        var view = FleetView.Of(rows, new FleetQuery(), isLoading: false);

        Assert.Equal(["worse", "ill", "odd", "well", "idle"], view.Groups.Single().Rows.Select(r => r.Model));
    }

    [Fact]
    public void A_search_looks_at_names_and_tags()
    {
        FleetRow[] rows = [Row("churn", Health.Healthy), Row("fraud", Health.Healthy) with { Tags = new Dictionary<string,
            string> { ["team"] = "Churners" } }, Row("price", Health.Healthy)];

        var view = FleetView.Of(rows, new FleetQuery { Search = "CHURN" }, isLoading: false);

        Assert.Equal(["churn", "fraud"], view.Groups.Single().Rows.Select(r => r.Model));
        Assert.Equal(3, view.All.Count);
    }

    [Fact]
    public void Groups_are_the_values_of_a_tag_and_last_those_without_it()
    {
        FleetRow[] rows = [Row("a", Health.Healthy), Row("b", Health.Failing) with { Tags = new Dictionary<string,
            string> { ["team"] = "x" } }];

        var view = FleetView.Of(rows, new FleetQuery { By = "team" }, isLoading: false);

        Assert.Equal(["x", null], view.Groups.Select(g => g.Value));
    }

    [Fact]
    public void A_page_beyond_the_last_is_the_last()
    {
        var rows = Enumerable.Range(0, FleetView.PageSize + 1).Select(i => Row($"m{i:000}", Health.Healthy));

        var view = FleetView.Of(rows, new FleetQuery { Page = 9 }, isLoading: false);

        Assert.Equal(2, view.Query.Page);
        Assert.Equal($"m{FleetView.PageSize:000}", Assert.Single(view.Groups.Single().Rows).Model);
    }

    [Fact]
    public void Asking_twice_for_an_order_turns_it_round()
    {
        var once = new FleetQuery().SortedBy(FleetSort.Rows);
        var twice = once.SortedBy(FleetSort.Rows);

        Assert.Equal("/?sort=rows", once.Address);
        Assert.Equal("/?sort=rows&turned=true", twice.Address);
    }

    [Fact]
    public void Whatever_is_searched_for_stays_one_value_of_the_address() =>
        Assert.Equal("/?q=a%26b%3Dc%3Cd%3E", new FleetQuery { Search = "a&b=c<d>" }.Address);

    static FleetRow Row(string model, Health health) => new()
    {
        Number = 1,
        Model = model,
        Health = health,
        CreatedAt = s_day,
        Why = new Why(null, Message.Of("monitor.no_events"), null),
    };
}
