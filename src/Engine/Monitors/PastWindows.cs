using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Monitors;

/// <summary>The windows of a history, judged as if they had just ended.</summary>
sealed class PastWindows
{
    readonly ModelDefinition _model;
    readonly Baseline _baseline;
    readonly ILookup<DateTimeOffset, CellProfile> _cells;
    readonly Dictionary<WindowNeeds, ILookup<DateTimeOffset, CellProfile>> _narrow;
    readonly Dictionary<DateTimeOffset, long> _rows;

    /// <summary>Takes the cells of a model, in order of time, at least one.</summary>
    public PastWindows(ModelDefinition model, Baseline baseline, WindowDefinition.ByTime definition, IReadOnlyList<CellProfile> cells)
    {
        (_model, _baseline) = (model, baseline);
        _cells = cells.ToLookup(c => Windows.At(definition, c.Key.Start).Start);
        _narrow = Enum.GetValues<WindowNeeds>().ToDictionary(n => n, n => cells.ToLookup(c => Windows.At(definition, c.Key.Start).Start,
            c => MonitorNeeds.Narrow(c, n)));
        _rows = _cells.ToDictionary(g => g.Key, g => g.Sum(c => c.Profile.Rows));
        var end = cells.Max(c => c.Key.End);
        Complete = [.. Windows.Between(definition, cells[0].Key.Start, end).Where(w => w.End <= end)];
    }

    /// <summary>The whole windows of the history, oldest first.</summary>
    public IReadOnlyList<Window> Complete { get; }

    /// <summary>The evaluations of monitors, in their order. Thread-safe.</summary>
    public Evaluation[] Evaluate(IReadOnlyList<MonitorDefinition> monitors, Window window)
    {
        var shared = new Dictionary<(BaselineChoice, WindowNeeds), WindowReport>();
        return [.. monitors.Select(m =>
        {
            var key = (m.Baseline, MonitorNeeds.Of(m));
            if (!shared.TryGetValue(key, out var report))
                shared[key] = report = new WindowReport(EvidenceOf(window, m.Baseline, key.Item2),
                    monitors.Where(o => o.Baseline == m.Baseline));
            return MonitorEvaluation.Evaluate(m, report, window.End + _model.Lateness);
        })];
    }

    WindowEvidence EvidenceOf(Window window, BaselineChoice choice, WindowNeeds needs)
    {
        var cells = _narrow[needs][window.Start].Where(c => c.BinSet == BinSetOf(window)).ToList();
        // How many rows are usual is told by the counts of earlier windows alone.
        bool isMade = needs is not (WindowNeeds.Counts or WindowNeeds.CountsBefore)
            && choice is not (BaselineChoice.Named or BaselineChoice.Nothing);
        var baseline = choice is BaselineChoice.Named ? OnSameBins(cells) : !isMade ? null
            : BaselineBuilder.Resolve(choice, _model.Number, window, [.. BaselineChoices.WindowsOf(choice, window).SelectMany(w =>
                _narrow[needs][w.Start])], null);
        return new WindowEvidence
        {
            Model = _model,
            Window = window,
            Profile = CellMerging.Merge(cells, ""),
            Baseline = baseline,
            EarlierRows = BaselineChoices.EarlierRows(choice, window, w => _rows.GetValueOrDefault(w.Start)),
            WindowsAWeek = FalseAlarms.JudgeableAWeek(window, EarlierThan(window)),
            LastEvent = _rows.Keys.Where(k => k < window.End && _rows[k] > 0).Select(k => (DateTimeOffset?)k).Max() is { } last
                ? last + window.Length : null,
            Seq = 0,
            IsHistorical = true,
        };
    }

    IEnumerable<(Window, long)> EarlierThan(Window window)
    {
        var from = window.Start - FalseAlarms.LooksBack(window);
        return _rows.Where(r => r.Key >= from && r.Key < window.Start).Select(r => (new Window(r.Key, r.Key + window.Length), r.Value));
    }

    ulong BinSetOf(Window window) => _cells[window.Start].LastOrDefault()?.BinSet ?? 0;

    // Cells counted before the baseline had its bin set cannot be held against it.
    Baseline? OnSameBins(List<CellProfile> cells) => cells.Count > 0 && cells[0].Profile.Columns.All(c =>
        _baseline.Profile.Find(c.Column.Name)?.Content.Cells is not { } theirs || c.Content.Cells?.Fingerprint == theirs.Fingerprint)
            ? _baseline : null;
}
