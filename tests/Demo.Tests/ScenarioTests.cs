using Plumbline.Demo.Scenarios;
using Plumbline.Testing;

namespace Plumbline.Demo.Tests;

/// <summary>What the fleet announces is what the engine finds.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public void On_the_day_after_the_pipeline_broke_exactly_the_broken_column_drifts()
    {
        var report = Fleet.Report(Fleet.Model("churn"), 23);

        Assert.Equal([ChurnModel.BrokenFeature], Fleet.Drifted(report));
        Assert.All(report.Columns, c => Assert.Null(c.Failure));
    }

    [Fact]
    public void The_lens_is_seen_in_exactly_the_columns_that_dirt_changes()
    {
        DemoModel camera = Fleet.Model("bottle-camera");
        InMemoryDataset baseline = Fleet.Days(camera, 1, camera.BaselineDays);

        Assert.Empty(Fleet.Drifted(Fleet.Report(baseline, camera, 24)));
        var day28 = Fleet.Drifted(Fleet.Report(baseline, camera, 28)).ToHashSet();
        Assert.Superset(BottleCameraModel.DirtyFeatures.ToHashSet(), day28);
        Assert.Empty(day28.Intersect(["exposure_ms", "belt_speed_mps", "lens_temperature_c", "shift", "camera"]));
    }

    [Theory]
    [InlineData("churn", new[] { 22, 23, 24, 25, 26, 27, 28, 29, 30 })]
    [InlineData("delivery-price", new[] { 27, 28, 29, 30 })]
    [InlineData("card-fraud", new int[0])]
    [InlineData("bottle-camera", new[] { 25, 26, 27, 28, 29, 30 })]
    public void Only_the_days_of_an_incident_drift(string name, int[] incident)
    {
        DemoModel model = Fleet.Model(name);
        InMemoryDataset baseline = Fleet.Days(model, 1, model.BaselineDays);

        var drifted = from day in Enumerable.Range(model.BaselineDays + 1, DemoFleet.HistoryDays - model.BaselineDays)
                      where Fleet.Drifted(Fleet.Report(baseline, model, day)).Any()
                      select day;

        Assert.Equal(incident, drifted);
    }

    [Fact]
    public void The_healthy_model_is_quiet_on_every_seed()
    {
        for (ulong seed = 2; seed < 5; seed++)
        {
            DemoModel model = DemoFleet.Of(seed, Fleet.Now).Models.Single(m => m.Name == "card-fraud");
            InMemoryDataset baseline = Fleet.Days(model, 1, model.BaselineDays);
            for (int day = 15; day <= DemoFleet.HistoryDays; day++)
                Assert.Empty(Fleet.Drifted(Fleet.Report(baseline, model, day)));
        }
    }
}
