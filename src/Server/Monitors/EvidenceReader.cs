using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>Gathers what is known of the windows of one model. Dispose it when they are judged.</summary>
sealed class EvidenceReader(ModelDefinition model, IReadOnlyList<MonitorDefinition> monitors, LiveCells cells, IEventStore events,
    IBaselineCatalog baselines, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>Earlier windows that say how many rows are usual.</summary>
    const int EarlierWindows = 30;

    static readonly string[] s_noColumn = [""];

    readonly Dictionary<WindowKey, WindowReport> _reports = [];
    readonly List<IDisposable> _rows = [];

    /// <summary>A window beside what it is compared with; null when its rows are not all in the store yet.</summary>
    public WindowReport? Report(WindowKey key, bool isProvisional, bool isHistorical)
    {
        if (_reports.TryGetValue(key, out var known)) return known;
        var own = monitors.Where(m => WindowKey.Of(m, key.Window) == key).ToList();
        if (Evidence(key, own, isProvisional, isHistorical) is not { } evidence) return null;
        return _reports[key] = new WindowReport(evidence, own);
    }

    public void Dispose()
    {
        foreach (var rows in _rows) rows.Dispose();
    }

    WindowEvidence? Evidence(WindowKey key, List<MonitorDefinition> own, bool isProvisional, bool isHistorical)
    {
        var (found, seq) = Read(key.Window, key.Version);
        var baseline = BaselineOf(key);
        var target = baseline?.Profile.Columns.FirstOrDefault(c => c.Column.Role == ColumnRole.Target);
        if ((key.NeedsRows || target is not null) && found.Any(c => c.Seq > events.AppliedSeq)) return null;
        var profile = CellMerging.Merge(found, model.Name);
        return new WindowEvidence
        {
            Model = model,
            Window = key.Window,
            Profile = profile is null || target is null ? profile : WithTruths(profile, target, key),
            Baseline = baseline,
            Rows = key.NeedsRows && profile is { Rows: > 0 } ? Rows(key, []) : null,
            Segments = key.Segment is { } segment ? SegmentsOf(key, segment) : new Dictionary<KeyValuePair<string, string>, SegmentEvidence>(),
            EarlierRows = own.Exists(m => m.Kind == MonitorKind.Volume) ? EarlierRows(key, null) : [],
            LastEvent = cells.LastEvent(model.Number),
            Metrics = own.Exists(m => m.Kind == MonitorKind.Operations) ? MetricsOf(key.Window) : new Dictionary<string, MetricSummary>(),
            Seq = seq,
            IsProvisional = isProvisional,
            IsHistorical = isHistorical,
        };
    }

    Baseline? BaselineOf(WindowKey key)
    {
        if (key.Baseline is BaselineChoice.Named named) return baselines.FindBaseline(model.Number, named.Name);
        string? version = key.Baseline is BaselineChoice.OfVersion other ? other.Version : key.Version;
        var parts = BaselineChoices.WindowsOf(key.Baseline, key.Window).SelectMany(w => Read(w, version).Cells);
        return FromCells(key.Baseline, [.. parts]);
    }

    Baseline? FromCells(BaselineChoice choice, IReadOnlyList<CellProfile> parts)
    {
        string name = BaselineChoices.Describe(choice);
        return parts.Count == 0 ? null : BaselineBuilder.FromCells(model.Number, name, name, parts, null, DateTimeOffset.UnixEpoch);
    }

    // Truths come after the rows, so no cell holds them: their column is counted when the window is judged, on the baseline's cells.
    DatasetProfile WithTruths(DatasetProfile profile, ColumnProfile target, WindowKey key)
    {
        using var rows = events.Open(model, QueryOf(key) with { Columns = [target.Column.Name] }, cancellationToken);
        if (rows.Schema.First(ColumnRole.Target) is not { } column || column.Name != target.Column.Name) return profile;
        var builder = new ProfileBuilder(new DatasetProfile
        {
            Path = "",
            Rows = 0,
            Schema = new Schema { Columns = [target.Column] },
            Columns = [target],
        });
        builder.Add([rows.Read(column.Name, cancellationToken)]);
        return profile with
        {
            Schema = profile.Schema with { Columns = profile.Schema.Columns.Add(target.Column) },
            Columns = [.. profile.Columns, .. builder.Build("").Columns],
        };
    }

    IDataset Rows(WindowKey key, IReadOnlyList<string> columns)
    {
        var rows = events.Open(model, QueryOf(key) with { Columns = columns }, cancellationToken);
        _rows.Add(rows);
        return rows;
    }

    Dictionary<KeyValuePair<string, string>, SegmentEvidence> SegmentsOf(WindowKey key, string segment)
    {
        var current = BySegment(key.Window, key.Version, segment);
        string? version = key.Baseline is BaselineChoice.OfVersion other ? other.Version : key.Version;
        var before = BaselineChoices.WindowsOf(key.Baseline, key.Window).SelectMany(w => BySegment(w, version, segment).SelectMany(g => g))
            .ToLookup(c => c.Key.Segment.GetValueOrDefault());
        return current.Select(g => g.Key).Union(before.Select(g => g.Key)).ToDictionary(k => k, k => new SegmentEvidence
        {
            Profile = CellMerging.Merge([.. current[k]], k.Value),
            Baseline = FromCells(key.Baseline, [.. before[k]]),
            EarlierRows = EarlierRows(key, k),
            LastEvent = null,
        });
    }

    ILookup<KeyValuePair<string, string>, CellProfile> BySegment(Window window, string? version, string segment)
    {
        var query = QueryOf(window, version) with { AllSegments = true };
        return cells.Read(query, cancellationToken).Cells.Where(c => c.Key.Segment?.Key == segment && c.Profile.Rows > 0)
            .ToLookup(c => c.Key.Segment.GetValueOrDefault());
    }

    // Windows from before the first event say nothing about what is usual.
    List<long> EarlierRows(WindowKey key, KeyValuePair<string, string>? segment)
    {
        var earlier = TimeWindows.Before(key.Window, EarlierWindows);
        var query = QueryOf(new Window(earlier[0].Start, key.Window.Start), key.Version) with { Segment = segment, Columns = s_noColumn };
        var found = cells.Read(query, cancellationToken).Cells;
        var rows = earlier.Select(w => found.Where(c => c.Key.Start >= w.Start && c.Key.Start < w.End).Sum(c => c.Profile.Rows)).ToList();
        return [.. rows.SkipWhile(r => r == 0)];
    }

    Dictionary<string, MetricSummary> MetricsOf(Window window) =>
        events.Metrics(model.Number, window.Start, window.End, window.Length, cancellationToken).GroupBy(m => m.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(m => m.Summary).Aggregate((a, b) => new MetricSummary(a.Count + b.Count, a.Sum + b.Sum,
                Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max))), StringComparer.Ordinal);

    (IReadOnlyList<CellProfile> Cells, long Seq) Read(Window window, string? version)
    {
        var (found, seq) = cells.Read(QueryOf(window, version), cancellationToken);
        return ([.. found.Where(c => c.Profile.Rows > 0)], seq);
    }

    CellQuery QueryOf(Window window, string? version) =>
        new() { Model = model.Number, From = window.Start, To = window.End, Version = version };

    static EventQuery QueryOf(WindowKey key) => new() { From = key.Window.Start, To = key.Window.End, Version = key.Version };
}
