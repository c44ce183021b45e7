using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>Versions of a model beside each other, each in the last days it was used. Made when asked for, and kept until something new was
/// concluded of the model.</summary>
sealed class VersionLineups(IEventStore events, ICatalog catalog, LiveCells cells, VersionStarts starts, FleetBook fleet)
{
    const int MostVersions = 6, MostMeasures = 4, MostTables = 32;
    const long MostRows = 100_000;

    static readonly TimeSpan s_length = TimeSpan.FromDays(3), s_search = TimeSpan.FromDays(92);

    readonly RecentlyUsed<int, (long Stamp, VersionLineup Table)> _tables = new(MostTables);

    /// <summary>The table, when somebody has asked before and nothing is new; null otherwise.</summary>
    public VersionLineup? Find(ModelDefinition model) => _tables.TryGet(model.Number, out var known) && known.Stamp == StampOf(model)
        ? known.Table : null;

    public VersionLineup Of(ModelDefinition model, CancellationToken cancellationToken)
    {
        if (Find(model) is { } known) return known;
        long stamp = StampOf(model);
        var baseline = catalog.FindBaseline(model.Number, FleetBook.Usual);
        var newest = model.Versions.OrderByDescending(v => v.FirstSeen).Take(MostVersions).ToList();
        var columns = newest.Select(v => Column(model, v, baseline, cancellationToken)).ToList();
        string[] measures = [.. columns.SelectMany(c => c.Quality?.Headline ?? []).Distinct().Take(MostMeasures)];
        var table = new VersionLineup(columns, s_length, measures, model.Versions.Length - newest.Count);
        _tables.Keep(model.Number, (stamp, table));
        return table;
    }

    long StampOf(ModelDefinition model) => HashCode.Combine(fleet.LastEvaluation(model.Number), model.Versions.Length);

    VersionColumn Column(ModelDefinition model, ModelVersion version, Baseline? baseline, CancellationToken cancellationToken)
    {
        var column = new VersionColumn { Name = version.Name, Role = Words.Of(version.Role), Environment = version.Environment,
            FirstSeen = starts.Of(model, version, cancellationToken) };
        if (LastCell(model, version, cancellationToken) is not { } end) return column;
        var window = new Window(end - s_length, end);
        var found = Cells(model, version, window, [], withSketches: true, cancellationToken);
        var profile = CellTraffic.Merged(found, version.Name)!;
        long rows = found.Sum(c => c.Profile.Rows);
        var labelled = fleet.Now.Find(model.Number)?.LabelsTo is { } to && to < end && to > column.FirstSeen ? new Window(to - s_length, to)
            : window;
        var traffic = CellTraffic.Of(model, window.Start, window.End, rows, profile);
        return column with
        {
            LastSeen = end,
            Rows = rows,
            P50 = traffic.P50,
            P95 = traffic.P95,
            P99 = traffic.P99,
            Errors = traffic.Errors,
            Drift = baseline is null ? null : new WindowReport(Evidence(model, window, profile, baseline, null), []).Report,
            Quality = rows > MostRows ? null : Quality(model, version, labelled, baseline, cancellationToken),
            LabelsTo = labelled.End,
            IsTooLarge = rows > MostRows,
        };
    }

    DateTimeOffset? LastCell(ModelDefinition model, ModelVersion version, CancellationToken cancellationToken)
    {
        if (cells.LastEvent(model.Number) is not { } last) return null;
        // A version that is in use has rows in the newest days; an older one is looked for further back.
        foreach (var back in (TimeSpan[])[s_length, s_search])
        {
            var span = new Window(last - back, last + CellKey.Smallest);
            var found = Cells(model, version, span, [""], withSketches: false, cancellationToken);
            if (found.Count > 0) return found.Max(c => c.Key.End);
        }
        return null;
    }

    List<CellProfile> Cells(ModelDefinition model, ModelVersion version, Window window, string[] columns, bool withSketches,
        CancellationToken cancellationToken)
    {
        var query = new CellQuery { Model = model.Number, From = window.Start, To = window.End, Version = version.Name, Columns = columns,
            WithSketches = withSketches };
        return [.. cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0)];
    }

    // Labels come late: quality is of the newest days that have some.
    QualityReport? Quality(ModelDefinition model, ModelVersion version, Window window, Baseline? baseline,
        CancellationToken cancellationToken)
    {
        string[] outputs =
            [.. model.Schema.Columns.Columns.Where(c => c.Role is ColumnRole.Prediction or ColumnRole.Score or ColumnRole.Target)
            .Select(c => c.Name)];
        var bare = model with { Revisions = [model.Schema with { Columns = model.Schema.Columns with { Segments = [], Protected = [] } }] };
        var query = new EventQuery { From = window.Start, To = window.End, Version = version.Name, Columns = outputs };
        using var rows = events.Open(bare, query, cancellationToken);
        return new WindowReport(Evidence(bare, window, null, baseline, rows), []).Quality;
    }

    static WindowEvidence Evidence(ModelDefinition model, Window window, DatasetProfile? profile, Baseline? baseline, IDataset? rows) =>
        new() { Model = model, Window = window, Profile = profile, Baseline = baseline, Rows = rows, Seq = 0 };
}
