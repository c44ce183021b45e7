using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Monitors;

/// <summary>Gathers what is known of a window of one model; its monitors share its report. Dispose it when it is judged. Not
/// thread-safe.</summary>
sealed class EvidenceReader(EvidenceSource source, IReadOnlyList<MonitorDefinition> monitors) : IDisposable
{
    readonly ModelDefinition _model = source.Model;
    readonly WindowCells _cells = source.Cells;
    readonly Dictionary<WindowKey, WindowReport> _reports = [];
    readonly List<IDisposable> _rows = [];
    Window _window;

    /// <summary>A window beside what it is compared with; null when its rows are not all in the store yet. Lives until the next window is
    /// asked for.</summary>
    public WindowReport? Report(WindowKey key, bool isProvisional, bool isHistorical)
    {
        if (key.Window != _window) Forget();
        _window = key.Window;
        if (_reports.TryGetValue(key, out var known)) return known;
        var own = monitors.Where(m => WindowKey.Of(m, key.Window) == key).ToList();
        if (Evidence(key, own, isProvisional, isHistorical) is not { } evidence) return null;
        return _reports[key] = new WindowReport(evidence, own);
    }

    public void Dispose() => Forget();

    void Forget()
    {
        foreach (var rows in _rows) rows.Dispose();
        _rows.Clear();
        _reports.Clear();
    }

    WindowEvidence? Evidence(WindowKey key, List<MonitorDefinition> own, bool isProvisional, bool isHistorical)
    {
        var (found, seq) = _cells.Read(key.Window, key.Rows, key.Content);
        var baseline = key.HasBaseline ? BaselineOf(key) : null;
        var target = key.Needs == WindowNeeds.Columns && source.HasTruths
            ? baseline?.Profile.Columns.FirstOrDefault(c => c.Column.Role == ColumnRole.Target) : null;
        if ((key.Needs == WindowNeeds.Rows || target is not null) && found.Any(c => c.Seq > source.Events.AppliedSeq)) return null;
        var profile = CellMerging.Merge(found, _model.Name);
        return new WindowEvidence
        {
            Model = _model,
            Window = key.Window,
            Profile = profile is null || target is null ? profile : WithTruths(profile, target, key),
            Baseline = baseline,
            Rows = key.Needs == WindowNeeds.Rows && profile is { Rows: > 0 } ? Rows(key) : null,
            Segments = key.Segment is { } segment ? source.Segments.Of(key, segment, source.ColumnsOfSegments(key, own))
                : new Dictionary<KeyValuePair<string, string>, SegmentEvidence>(),
            EarlierRows = key.Needs == WindowNeeds.CountsBefore
                ? BaselineChoices.EarlierRows(key.Baseline, key.Window, w => RowsOf(w, key)) : EarlierRows.None,
            WindowsAWeek = key.Needs is WindowNeeds.Columns or WindowNeeds.Rows ? WindowsAWeek(key) : null,
            LastEvent = LastEvent(key, isHistorical),
            Metrics = key.Needs == WindowNeeds.OperationsAndMetrics ? MetricsOf(key.Window) : new Dictionary<string, MetricSummary>(),
            Seq = seq,
            IsProvisional = isProvisional,
            IsHistorical = isHistorical,
        };
    }

    Baseline? BaselineOf(WindowKey key)
    {
        if (key.Baseline is BaselineChoice.Named named) return source.Baseline(named.Name);
        var parts = BaselineChoices.WindowsOf(key.Baseline, key.Window).SelectMany(w => _cells.Read(w, key.Compared, key.Content).Cells);
        string name = BaselineChoices.Describe(key.Baseline);
        return BaselineBuilder.FromCells(_model.Number, name, name, [.. parts], null, DateTimeOffset.UnixEpoch);
    }

    // Truths come after the rows, so no cell holds them: their column is counted when the window is judged, on the baseline's cells.
    DatasetProfile WithTruths(DatasetProfile profile, ColumnProfile target, WindowKey key)
    {
        using var rows = source.Events.Open(_model, QueryOf(key) with { Columns = [target.Column.Name] }, source.CancellationToken);
        if (rows.Schema.First(ColumnRole.Target) is not { } column || column.Name != target.Column.Name) return profile;
        var builder = new ProfileBuilder(new DatasetProfile
        {
            Path = "",
            Rows = 0,
            Schema = new Schema { Columns = [target.Column] },
            Columns = [target],
        });
        builder.Add([rows.Read(column.Name, source.CancellationToken)]);
        return profile with
        {
            Schema = profile.Schema with { Columns = profile.Schema.Columns.Add(target.Column) },
            Columns = [.. profile.Columns, .. builder.Build("").Columns],
        };
    }

    IDataset Rows(WindowKey key)
    {
        var rows = source.Events.Open(_model, QueryOf(key) with { Columns = OutcomeReport.Columns(_model) }, source.CancellationToken);
        _rows.Add(rows);
        return rows;
    }

    long RowsOf(Window window, WindowKey key) => _cells.Read(window, key.Rows, CellContent.Counts).Cells.Sum(c => c.Profile.Rows);

    int WindowsAWeek(WindowKey key)
    {
        var before = new Window(key.Window.Start - FalseAlarms.LooksBack(key.Window), key.Window.Start);
        return FalseAlarms.JudgeableAWeek(key.Window, _cells.Read(before, key.Rows, CellContent.Counts).Cells
            .Select(c => (new Window(c.Key.Start, c.Key.End < key.Window.Start ? c.Key.End : key.Window.Start), c.Profile.Rows)));
    }

    // The times of a selection's events, and those of history, are known to a quarter of an hour.
    DateTimeOffset? LastEvent(WindowKey key, bool isHistorical)
    {
        var last = source.Live.LastEvent(_model.Number);
        if (isHistorical) return LastEventBefore(key);
        if (key.Rows == default || last is not { } newest) return last;
        return newest >= key.Window.End
            && _cells.Read(new Window(key.Window.End, newest.AddMicroseconds(1)), key.Rows, CellContent.Counts).Cells
            is [.., var after] ? after.Key.End < newest ? after.Key.End : newest : LastEventBefore(key);
    }

    DateTimeOffset? LastEventBefore(WindowKey key)
    {
        foreach (var window in BaselineChoices.EarlierWindows(new BaselineChoice.Nothing(), key.Window).Append(key.Window).Reverse())
            if (_cells.Read(window, key.Rows, CellContent.Counts).Cells is [.., var last])
                return last.Key.End < window.End ? last.Key.End : window.End;
        return null;
    }

    Dictionary<string, MetricSummary> MetricsOf(Window window) =>
        source.Events.Metrics(_model.Number, window.Start, window.End, window.Length, source.CancellationToken)
            .GroupBy(m => m.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(m => m.Summary).Aggregate((a, b) => new MetricSummary(a.Count + b.Count, a.Sum + b.Sum,
                Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max))), StringComparer.Ordinal);

    static EventQuery QueryOf(WindowKey key) => key.Rows.Narrow(new EventQuery { From = key.Window.Start, To = key.Window.End });
}
