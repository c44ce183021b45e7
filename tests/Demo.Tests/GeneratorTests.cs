using Plumbline.Demo.Scenarios;

namespace Plumbline.Demo.Tests;

/// <summary>The generator keeps its word: deterministic, in order, distributed as announced.</summary>
public sealed class GeneratorTests
{
    public static TheoryData<string> Names => [.. Fleet.Usual.Models.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_seed_and_number_give_the_same_event_whatever_was_drawn_before(string name)
    {
        DemoModel model = Fleet.Model(name), again = DemoFleet.Of(1, Fleet.Now).Models.Single(m => m.Name == name);
        DemoModel other = DemoFleet.Of(2, Fleet.Now).Models.Single(m => m.Name == name);

        DemoEvent whole = model.EventsOn(7).ElementAt(123);

        Assert.Equal(Text(whole), Text(again.Event(7, 123)));
        Assert.NotEqual(Text(whole), Text(other.Event(7, 123)));
        Assert.NotEqual(Text(whole), Text(model.Event(7, 124)));
        Assert.NotEqual(Text(whole), Text(model.Event(8, 123)));
    }

    [Fact]
    public void The_first_event_of_seed_1_never_changes()
    {
        Assert.Equal("churn-001-00000 2026-03-01T00:00:07.2588343Z", Start(Fleet.Model("churn").Event(1, 0)));
        Assert.Equal("card-fraud-031-00099 2026-03-31T02:26:54.3187647Z", Start(Fleet.Model("card-fraud").Event(31, 99)));

        static string Start(DemoEvent e) => $"{e.Id} {e.Time.UtcDateTime:O}";
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Events_of_a_day_are_in_order_within_it_with_ids_of_their_own_and_truths_come_later(string name)
    {
        DemoModel model = Fleet.Model(name);
        for (int day = 1; day <= DemoFleet.HistoryDays + 1; day += 6)
        {
            DemoEvent[] events = [.. model.EventsOn(day)];

            Assert.InRange(events.Length, 1_500, 6_000);
            Assert.True(events.Zip(events.Skip(1)).All(p => p.First.Time < p.Second.Time));
            Assert.InRange(events[0].Time, model.Midnight(day), model.Midnight(day + 1));
            Assert.InRange(events[^1].Time, model.Midnight(day), model.Midnight(day + 1).AddTicks(-1));
            Assert.Equal(events.Length, events.Select(e => e.Id).Distinct().Count());
            Assert.All(events, e => Assert.True(e.Truth.IsMissing || e.TruthKnownAt > e.Time));
        }
    }

    [Fact]
    public void The_history_is_the_thirty_days_before_today()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), Fleet.Usual.Start);
        Assert.Equal(31, Fleet.Usual.DayOf(Fleet.Now));
        Assert.Equal(30, Fleet.Usual.DayOf(new DateTimeOffset(2026, 3, 30, 23, 59, 59, TimeSpan.Zero)));
    }

    [Fact]
    public void Deliveries_follow_the_week_and_the_hour()
    {
        DemoModel model = Fleet.Model("delivery-price");
        var counts = Enumerable.Range(1, 28).ToLookup(d => model.Midnight(d).DayOfWeek, model.CountOn);
        DemoEvent[] friday = [.. model.EventsOn(6)];

        Assert.Equal(DayOfWeek.Friday, model.Midnight(6).DayOfWeek);
        Assert.InRange(counts[DayOfWeek.Friday].Average() / counts[DayOfWeek.Sunday].Average(), 2, 2.8);
        Assert.InRange(friday.Count(e => e.Time.Hour == 18) / (double)friday.Count(e => e.Time.Hour == 3), 20, 200);
    }

    [Fact]
    public void Minutes_are_missing_for_the_broken_region_only_and_from_its_day_on()
    {
        DemoModel model = Fleet.Model("churn");
        double Missing(int day, bool inRegion) => model.EventsOn(day)
            .Where(e => Of(e, "region").Equals(ChurnModel.BrokenRegion) == inRegion)
            .Average(e => e.Features.Single(f => f.Name == ChurnModel.BrokenFeature).Value.IsMissing ? 1d : 0);

        foreach (int day in new[] { 3, 21 }) Assert.InRange(Missing(day, true), 0, .01);
        foreach (int day in new[] { 23, 27, 30, 31 }) Assert.Equal(1, Missing(day, true));
        Assert.InRange(Missing(22, true), .6, .97);
        foreach (int day in new[] { 3, 22, 23, 29 }) Assert.InRange(Missing(day, false), 0, .005);
    }

    [Fact]
    public void Churn_is_scored_well_and_its_truths_take_days()
    {
        DemoEvent[] events = [.. Enumerable.Range(1, 5).SelectMany(Fleet.Model("churn").EventsOn)];
        double[] delays = [.. events.Select(e => (e.TruthKnownAt - e.Time).TotalDays).Order()];
        double Leaving(IEnumerable<DemoEvent> of) => of.Average(e => e.Truth.Content is "leaves" ? 1d : 0);

        Assert.InRange(delays[delays.Length / 2], 2.8, 3.2);
        Assert.InRange(delays[^1], 12, 20);
        Assert.InRange(Leaving(events.Where(e => e.Score is > .6 and < .8)), .6, .78);
        Assert.InRange(Leaving(events.Where(e => e.Score < .2)), .05, .17);
    }

    [Fact]
    public void A_blind_camera_detects_nothing_and_records_the_zero()
    {
        DemoModel model = Fleet.Model("bottle-camera");
        double Zero(int day, string camera) => Seen(day, camera).Average(e => Of(e, "detections") is 0L ? 1d : 0);
        double Light(int day, string camera) => Seen(day, camera).Average(e => (double)Of(e, "brightness"));
        IEnumerable<DemoEvent> Seen(int day, string camera) => model.EventsOn(day).Where(e => Of(e, "camera").Equals(camera));

        foreach (string camera in new[] { "c1", "c2", "c3" }) Assert.InRange(Zero(10, camera), .03, .08);
        Assert.InRange(Zero(30, "c2"), .25, .45);
        Assert.InRange(Zero(30, "c1"), .03, .08);
        Assert.All(model.EventsOn(30), e => Assert.Equal(Of(e, "detections") is 0L, Of(e, "confidence") is "missing"));
        Assert.InRange(Light(10, "c2"), 140, 144);
        Assert.InRange(Light(30, "c2"), 100, 108);
        Assert.InRange(Light(30, "c3"), 140, 144);
        Assert.InRange(model.EventsOn(10).Count(e => !e.Truth.IsMissing), 150, 290);
    }

    static object Of(DemoEvent e, string feature) => e.Features.Single(f => f.Name == feature).Value.Content ?? "missing";

    static string Text(DemoEvent e) =>
        $"{e.Id} {e.Time:O} {e.Prediction.Content} {e.Score} {e.Truth.Content} {e.TruthKnownAt:O} "
        + string.Join(',', e.Features.Select(f => f.Value.Content));
}
