using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>The newest versions of a model over the last four weeks: traffic and latency from cells, quality from rows.</summary>
sealed class VersionReader(IEventStore events, LiveCells cells, VersionStarts starts)
{
    const int MostVersions = 8, MostKept = 16;
    const int MostRows = 20_000;

    static readonly TimeSpan s_span = TimeSpan.FromDays(28);

    readonly RecentlyUsed<(int Model, long Rows, long Truths, DateTimeOffset Quarter), IReadOnlyList<VersionFacts>> _known = new(MostKept);

    public IReadOnlyList<VersionFacts> Of(ModelDefinition model, DateTimeOffset last, CancellationToken cancellationToken)
    {
        var end = CellKey.StartOf(last) + CellKey.Smallest;
        var counts = events.Count(model.Number, cancellationToken);
        var key = (model.Number, counts.Events, counts.Truths, end);
        if (_known.TryGet(key, out var known)) return known;
        var ordered = model.Versions.OrderBy(v => v.FirstSeen).ToList();
        var facts = ordered.Select((v, i) => (Version: v, Before: i > 0 ? ordered[i - 1] : null)).TakeLast(MostVersions).Reverse()
            .Select(v => Facts(model, v.Version, v.Before, end, cancellationToken)).ToList();
        _known.Keep(key, facts);
        return facts;
    }

    VersionFacts Facts(ModelDefinition model, ModelVersion version, ModelVersion? before, DateTimeOffset end,
        CancellationToken cancellationToken)
    {
        string[] columns = CellTraffic.Columns(model);
        var query = new CellQuery { Model = model.Number, From = end - s_span, To = end, Version = version.Name,
            Columns = columns.Length > 0 ? columns : CellQuery.NoColumns, WithSketches = columns.Length > 0, Step = TimeSpan.MaxValue };
        var found = cells.Read(query, cancellationToken).Cells;
        var merged = CellTraffic.Merged(found, "");
        var traffic = CellTraffic.Of(model, query.From, query.To, found.Sum(c => c.Profile.Rows), merged);
        var (measure, quality, oneIn) = Quality(model, version, end, cancellationToken);
        var side = new CompareSide { From = end - s_span, To = end };
        double errors = traffic is { Errors: { } failed } && merged is { Rows: > 0 } ? failed / (double)merged.Rows : double.NaN;
        // History comes long before a version is first seen here.
        var begun = version with { FirstSeen = starts.Of(model, version, cancellationToken) };
        return new VersionFacts(begun, traffic.Rows, traffic.P50, traffic.P95, errors, measure, quality,
            oneIn, before is null ? null : new CompareQuery { Model = model.Name, Left = side with { Version = before.Name },
                Right = side with { Version = version.Name } });
    }

    (string? Measure, MeasureValue? Quality, int OneIn) Quality(ModelDefinition model, ModelVersion version, DateTimeOffset end,
        CancellationToken cancellationToken)
    {
        ColumnRole[] roles = [ColumnRole.Prediction, ColumnRole.Score, ColumnRole.Target, ColumnRole.Weight];
        string[] columns = [.. model.Schema.Columns.Columns.Where(c => roles.Contains(c.Role)).Select(c => c.Name)];
        if (model.Schema.Columns.First(ColumnRole.Target) is null) return default;
        var query = new EventQuery { From = end - s_span, To = end, Version = version.Name, OnlyWithTruth = true, Columns = columns };
        int oneIn;
        using (var all = events.Open(model, query, cancellationToken)) oneIn = Math.Max(1, (all.RowCount + MostRows - 1) / MostRows);
        using var rows = events.Open(model, query with { OneIn = oneIn }, cancellationToken);
        var options = new BaselineOptions { Task = model.Task, Positive = model.Positive, Threshold = model.Threshold };
        var report = rows.RowCount == 0 ? null : BaselineQuality.Of([rows], options, cancellationToken).Whole;
        if ((report?.Reference ?? report?.Current) is not { } side) return (null, null, oneIn);
        string? first = report!.Headline.FirstOrDefault(m => side.Measures.TryGetValue(m, out var v) && double.IsFinite(v.Value));
        return first is null ? (null, null, oneIn) : (first, side.Measures[first] with { N = side.Measures[first].N ?? side.Rows }, oneIn);
    }
}
