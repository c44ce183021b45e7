using Plumbline.Client;
using Plumbline.Demo;
using Plumbline.Demo.Loading;
using Plumbline.Demo.Scenarios;
using Plumbline.Protocol;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

/// <summary>The demo on the real server, with a quarter of its traffic and a day of its own.</summary>
public sealed class DemoCommandTests : IDisposable
{
    static readonly DateTimeOffset s_now = new(2026, 3, 31, 15, 20, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 1_800_000)]
    public async Task The_monitors_find_what_happened_where_and_when_it_happened_and_the_healthy_model_raises_nothing()
    {
        var time = new ShiftedTime(s_now);
        DemoFleet fleet = DemoFleet.Of(1, s_now, share: .25);
        await using RealServer hosted = await RealServer.StartAsync(Path.Combine(_folder.Path, "data"), time);
        await using var loading = new FleetLoading(hosted.Client, fleet, time);
        var setup = new FleetSetup(hosted.Client, fleet, time);
        await setup.RegisterAsync(Stop);
        await loading.SendHistoryAsync(null, Stop);
        await setup.WatchAsync(Stop);
        foreach (DemoModel model in fleet.Models)
        {
            long sent = Enumerable.Range(1, model.BaselineDays).Sum(model.CountOn);
            Assert.Equal(sent, Assert.Single(await hosted.Client.BaselinesAsync(model.Name, Stop)).Rows);
        }

        bool isJudged = await new FleetVerdicts(hosted.Client, fleet, time).JudgedAsync(TimeSpan.FromMinutes(25), Stop);

        Assert.True(isJudged);
        await ThePipelineIsFoundAsync(hosted.Client, fleet);
        await TheLensIsFoundAsync(hosted.Client, fleet);
        Assert.Empty((await hosted.Client.AlertsAsync("card-fraud", null, null, Stop)).Alerts);
        Assert.Equal(["competitor_index"], (await FiringAsync(hosted.Client, "delivery-price")).Select(a => a.Subject).Distinct());
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused()
    {
        _folder.Write("thesis.txt", "mine");

        Run run = Run.Of("demo", "--data", _folder.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains($"{_folder.Path}: the demo needs a new or empty folder; 'plumbline serve --data", run.Error,
            StringComparison.Ordinal);
    }

    static async Task ThePipelineIsFoundAsync(PlumblineClient client, DemoFleet fleet)
    {
        var firing = await FiringAsync(client, "churn");
        string south = $"{ChurnModel.BrokenFeature} (region = {ChurnModel.BrokenRegion})";
        Assert.All(firing, a => Assert.Contains(a.Subject, (string[])[ChurnModel.BrokenFeature, south]));
        // Hours that are over for less than a day page, though they are older than the monitor.
        var paged = firing.Single(a => a.Monitor == "missing-by-region");
        Assert.Equal((south, "critical"), (paged.Subject, paged.Severity));
        Assert.InRange(paged.Since, s_now.AddHours(-26), s_now.AddHours(-1));
        Assert.Contains(firing, a => a.Monitor == "drift");

        var filter = new EvaluationFilter { Monitor = "drift", OnlyBreaches = true };
        var drifted = (await client.EvaluationsAsync("churn", filter, Stop)).Evaluations;
        Assert.Equal(Enumerable.Range(22, 9).Reverse(), drifted.Select(e => fleet.DayOf(e.From)));
        Assert.All(drifted, e => Assert.Equal([ChurnModel.BrokenFeature], Breaches(e)));
        var regions = (await client.EvaluationsAsync("churn", filter with { Monitor = "missing-by-region", Limit = 1_000 },
            Stop)).Evaluations;
        Assert.Equal(22, regions.Min(e => fleet.DayOf(e.From)));
        Assert.All(regions, e => Assert.Equal([south], Breaches(e)));
    }

    static async Task TheLensIsFoundAsync(PlumblineClient client, DemoFleet fleet)
    {
        const string Sharpness = $"sharpness (camera = {BottleCameraModel.DirtyCamera})";
        var firing = await FiringAsync(client, "bottle-camera");
        Assert.Contains(firing, a => a.Monitor == "sharpness-by-camera" && a.Subject == Sharpness);
        Assert.Subset(BottleCameraModel.DirtyFeatures.Append(Sharpness).ToHashSet(),
            firing.Where(a => a.Monitor != "quality").Select(a => a.Subject).ToHashSet());

        var filter = new EvaluationFilter { Monitor = "sharpness-by-camera", OnlyBreaches = true, Limit = 1_000 };
        var blurred = (await client.EvaluationsAsync("bottle-camera", filter, Stop)).Evaluations;
        Assert.Equal(25, blurred.Min(e => fleet.DayOf(e.From)));
        Assert.All(blurred, e => Assert.Equal([Sharpness], Breaches(e)));
    }

    static async Task<IReadOnlyList<AlertView>> FiringAsync(PlumblineClient client, string model) =>
        (await client.AlertsAsync(model, "firing", null, Stop)).Alerts;

    static IEnumerable<string> Breaches(EvaluationView evaluation) =>
        evaluation.Parts.Where(p => p.Status is "warning" or "critical").Select(p => p.Subject).Distinct();
}
