using Plumbline.Engine.Baselines;
using Plumbline.Engine.Monitors;
using Plumbline.Server.Monitors;
using Plumbline.Server.Reads;

namespace Plumbline.Server.Tests.Upkeep;

/// <summary>A trial reads days and hours where its windows are made of them; what is kept is judged on what is kept.</summary>
public sealed class TrialTests : IDisposable
{
    const int Days = 6;

    readonly Month _month = new();

    [Theory]
    [InlineData(24, 0, Days - 1)]
    [InlineData(24, 6, Days)]
    [InlineData(6, 0, (4 * Days) - 1)]
    public async Task Windows_that_were_added_up_say_what_their_quarters_of_an_hour_say(int hours, int offset, int windows)
    {
        await _month.PassAsync(0, Days);
        var byTime = new WindowDefinition.ByTime(TimeSpan.FromHours(hours), TimeSpan.FromHours(offset));
        var monitor = new MonitorDefinition { Model = 1, Name = "drift", Kind = MonitorKind.Drift, Baseline = AddBaseline(), Window = byTime };

        var tried = Trial(monitor);
        var kept = OnWhatIsKept(monitor, [.. tried.Select(e => e.Window)]);

        Assert.Equal(windows, tried.Count);
        Assert.Equal(kept.Select(Said), tried.Select(Said));
        Assert.NotEqual(kept.Select(e => e.ProfileFingerprint), tried.Select(e => e.ProfileFingerprint));
    }

    public void Dispose() => _month.Dispose();

    // Counts are exact in a rollup; what is judged is made of counts.
    static string Said(Evaluation evaluation) =>
        $"{evaluation.Window.Start:s} {evaluation.Status} {evaluation.Rows}: "
        + string.Join("; ", evaluation.Parts.Select(p => $"{p.Subject} {p.Status} {p.Value:R} {p.QValue:R} of {p.N}"));

    BaselineChoice.Named AddBaseline()
    {
        var cells = Enumerable.Range(0, 2).SelectMany(_month.Cells).ToList();
        _month.Parts.Storage.Catalog.AddBaseline(BaselineBuilder.FromCells(_month.Model.Number, "default", "two days", cells, null,
            Month.Start)!);
        return new BaselineChoice.Named("default");
    }

    IReadOnlyList<Evaluation> Trial(MonitorDefinition monitor)
    {
        var parts = _month.Parts;
        var previews = new MonitorPreviews(parts.Cells, parts.Storage.Events, parts.Storage.Catalog, new LogTimes(parts.Storage.Log),
            parts.Clock);
        return previews.Judge(_month.Model, monitor, TimeSpan.FromDays(30), CancellationToken.None).Evaluations;
    }

    Evaluation[] OnWhatIsKept(MonitorDefinition monitor, Window[] windows)
    {
        var parts = _month.Parts;
        var source = new EvidenceSource(_month.Model, parts.Cells, parts.Storage.Events, parts.Storage.Catalog, null,
            CancellationToken.None);
        return source.OfEach(windows, [monitor], (i, reader) => MonitorEvaluation.Evaluate(monitor,
            reader.Report(WindowKey.Of(monitor, windows[i]), isProvisional: false, isHistorical: true)!, parts.Clock.GetUtcNow()));
    }
}
