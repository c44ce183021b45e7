using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>Two sides of a model by the engine of the report: of rows exactly, of profiles where the rows are gone.</summary>
sealed class Comparisons(IBaselineCatalog baselines, IEventStore events, SideRows sides)
{
    const int MostKept = 12;

    // Less is worked out at once; more is asked for by the page itself, which says what is awaited.
    const long AtOnce = 600_000;

    readonly RecentlyUsed<string, Report> _known = new(MostKept);

    /// <summary>Both sides looked at, and the report where it is known or soon made.</summary>
    /// <param name="run">True: makes it, however long it takes.</param>
    public Compared Of(ModelDefinition model, CompareQuery query, Viewer viewer, bool run, CancellationToken cancellationToken)
    {
        string[] columns = ColumnsOf(model, query);
        var (left, right) = (Look(model, query.Left, columns.Length, cancellationToken),
            Look(model, query.Right, columns.Length, cancellationToken));
        if (left is null || right is null)
            return new Compared(left, right, columns.Length) { Problem = Message.Of("compare.no_baseline",
                ("name", (left is null ? query.Left : query.Right).Baseline ?? "")) };
        // One side in profiles: the other too, counted on the same bins.
        if (left.From == SideSource.Profiles || right.From == SideSource.Profiles) (left, right) = (Profiled(left), Profiled(right));
        var compared = new Compared(left, right, columns.Length);
        if (left.Rows == 0 || right.Rows == 0)
            return compared with { Problem = Message.Of(left.Rows == 0 ? "compare.left_empty" : "compare.right_empty") };
        string key = KeyOf(model, query, left, right, viewer);
        if (_known.TryGet(key, out var known)) return compared with { Report = known };
        if (!run && Work(left, columns.Length) + Work(right, columns.Length) > AtOnce) return compared with { IsAwaited = true };
        try
        {
            var report = Build(model, compared, columns, viewer, multivariate: false, cancellationToken);
            _known.Keep(key, report);
            return compared with { Report = report };
        }
        catch (Exception wrong) when (wrong is ReportException or ProfileException)
        {
            return compared with { Problem = (wrong as ReportException)?.Problem
                ?? Message.Of("compare.other_bins", ("problem", wrong.Message)) };
        }
    }

    /// <summary>The report as `plumbline report` makes it, whole rows compared too.</summary>
    public Report Whole(ModelDefinition model, CompareQuery query, Compared compared, Viewer viewer, CancellationToken cancellationToken) =>
        Build(model, compared, ColumnsOf(model, query), viewer, multivariate: true, cancellationToken);

    ComparedSide? Look(ModelDefinition model, CompareSide side, int columns, CancellationToken cancellationToken) =>
        side.Baseline is not { } name
        ? sides.Look(model, side, columns, cancellationToken)
        : baselines.FindBaseline(model.Number, name) is { } found ? new ComparedSide(side, found.Profile.Rows, SideSource.Baseline, 1)
            : null;

    static ComparedSide Profiled(ComparedSide side) => side.From == SideSource.Rows ? side with { From = SideSource.Profiles, OneIn = 1 }
        : side;

    static long Work(ComparedSide side, int columns) => side.From == SideSource.Rows ? side.Rows / side.OneIn * columns : 0;

    // What makes a side differ on purpose is no finding.
    static string[] ColumnsOf(ModelDefinition model, CompareQuery query)
    {
        string?[] chosen = [query.Left.Segment?.Key, query.Right.Segment?.Key];
        return [.. model.Schema.Columns.Columns.Where(c => c.Role is not (ColumnRole.Ignore or ColumnRole.Id or ColumnRole.Version
            or ColumnRole.Environment) && !chosen.Contains(c.Name)).Select(c => c.Name)];
    }

    string KeyOf(ModelDefinition model, CompareQuery query, ComparedSide left, ComparedSide right, Viewer viewer) =>
        $"{model.Number}/{model.Schema.Number} {(query with { Run = false, Versions = false }).Address} {left.Rows} {right.Rows} "
        + $"{events.Count(model.Number, CancellationToken.None).Truths} {viewer.Language} {viewer.Zone.Id}";

    Report Build(ModelDefinition model, Compared compared, string[] columns, Viewer viewer, bool multivariate,
        CancellationToken cancellationToken)
    {
        var (left, right) = (compared.Left!, compared.Right!);
        string before = NameOf(left, viewer), now = NameOf(right, viewer);
        var options = new ReportOptions
        {
            Task = model.Task,
            Positive = model.Positive,
            Threshold = model.Threshold,
            Multivariate = multivariate,
            Parallelism = 1,
        };
        if (right.From != SideSource.Rows) return OfProfiles(model, left, right, columns, (before, now), options, cancellationToken);
        if (left.From != SideSource.Rows)
            return BesideBaseline(model, Find(model, left.Side), right, columns, (before, now), options, cancellationToken);
        using var reference = sides.Open(model, left, columns, before, cancellationToken);
        using var current = sides.Open(model, right, columns, now, cancellationToken);
        return ReportBuilder.Build(new ReportSource.Rows(reference), new ReportSource.Rows(current), options, null, cancellationToken);
    }

    Report BesideBaseline(ModelDefinition model, Baseline baseline, ComparedSide right, string[] columns, (string Left, string Right) names,
        ReportOptions options, CancellationToken cancellationToken)
    {
        var schema = model.Schema.Columns;
        var (reference, shared) = ComparedColumns.Of(baseline.Profile, [.. columns.Select(c => schema.Find(c)!)]);
        reference = Without(reference, schema, columns);
        // Labels come later than events: a baseline without them says nothing of their distribution, but the quality needs them.
        string? labels = schema.First(ColumnRole.Target)?.Name is { } target && baseline.Profile.Find(target) is null ? target : null;
        using var current = sides.Open(model, right, labels is null ? shared : [.. shared, labels], names.Right, cancellationToken);
        var report = ReportBuilder.Build(new ReportSource.Stored(reference, names.Left), new ReportSource.Rows(current), options, null,
            cancellationToken);
        if (labels is not null) report = Without(report, labels);
        return report.Quality is { } quality ? report with { Quality = OutcomeReport.Beside(quality, baseline.Quality, options.Level) }
            : report;
    }

    static Report Without(Report report, string column) => report with
    {
        Columns = [.. report.Columns.Where(c => c.Name != column)],
        Summary = report.Summary with { Columns = report.Columns.Count(c => c.Name != column) },
        Integrity = [.. report.Integrity.Where(c => c.Column != column)],
    };

    // A sample is part of the name, so that a report that is passed on says so.
    static string NameOf(ComparedSide side, Viewer viewer) => side.OneIn == 1 ? side.Side.In(viewer)
        : viewer.Text("compare.sample_of", ("side", side.Side.In(viewer)),
            ("k", side.OneIn.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    // What was left out on purpose is not missing on the other side.
    static DatasetProfile Without(DatasetProfile profile, Schema schema, string[] compared)
    {
        bool IsKept(string column) => schema.Find(column) is null || compared.Contains(column);
        return profile with
        {
            Schema = profile.Schema with { Columns = [.. profile.Schema.Columns.Where(c => IsKept(c.Name))] },
            Columns = [.. profile.Columns.Where(c => IsKept(c.Column.Name))],
        };
    }

    Report OfProfiles(ModelDefinition model, ComparedSide left, ComparedSide right, string[] columns, (string Left, string Right) names,
        ReportOptions options, CancellationToken cancellationToken)
    {
        var now = right.From == SideSource.Baseline ? Find(model, right.Side) : OfCells(model, right, columns, names.Right,
            cancellationToken);
        var before = left.From switch
        {
            SideSource.Baseline => Find(model, left.Side),
            SideSource.Profiles => OfCells(model, left, columns, names.Left, cancellationToken),
            SideSource.Rows => OnBinsOf(model, left, now, columns, names.Left, cancellationToken),
        };
        var schema = model.Schema.Columns;
        var (reference, current) = ComparedColumns.Of(Without(before.Profile, schema, columns), Without(now.Profile, schema, columns));
        return ReportBuilder.Build(new ReportSource.Stored(reference, names.Left), new ReportSource.Stored(current, names.Right),
            options, null,
            cancellationToken);
    }

    // A baseline on the right has its bins; the rows on the left are counted on them.
    Baseline OnBinsOf(ModelDefinition model, ComparedSide side, Baseline on, string[] columns, string name,
        CancellationToken cancellationToken)
    {
        string[] shared = [.. columns.Where(c => on.Profile.Find(c) is not null)];
        using var rows = sides.Open(model, side, shared, name, cancellationToken);
        return BaselineBuilder.FromDataset(model.Number, "left", rows, new BaselineOptions { OnBinSetOf = on.Profile, Task = model.Task,
            Positive = model.Positive, Threshold = model.Threshold }, DateTimeOffset.UnixEpoch, cancellationToken);
    }

    Baseline OfCells(ModelDefinition model, ComparedSide side, string[] columns, string name, CancellationToken cancellationToken) =>
        sides.OfCells(model, side.Side, columns, name, cancellationToken)
            ?? throw new ReportException(Message.Of("compare.no_profiles"));

    Baseline Find(ModelDefinition model, CompareSide side) => baselines.FindBaseline(model.Number, side.Baseline ?? "")
        ?? throw new ReportException(Message.Of("compare.no_baseline", ("name", side.Baseline ?? "")));
}

/// <summary>Two sides, and what came of them.</summary>
/// <param name="Columns">Columns that are compared.</param>
sealed record Compared(ComparedSide? Left, ComparedSide? Right, int Columns)
{
    public Report? Report { get; init; }

    public bool IsAwaited { get; init; }

    /// <summary>Why there is no report.</summary>
    public Message? Problem { get; init; }
}
