using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>Windows beside their baselines with everything that is drawn of them, worked out of the profile that was judged. An evaluation
/// never
/// changes, so what was made once is kept as long as it is looked at.</summary>
sealed class WindowReports(ICatalog catalog, IEventStore events, LiveCells cells)
{
    const int MostReports = 32, MostOutcomes = 32;
    const long MostRows = 200_000;

    readonly RecentlyUsed<long, Shown> _reports = new(MostReports);
    readonly RecentlyUsed<(long Evaluation, long Truths), Outcomes> _outcomes = new(MostOutcomes);

    public sealed record Shown(Report? Report, Baseline? Baseline);

    public Shown Of(ModelDefinition model, Evaluation evaluation)
    {
        if (_reports.TryGet(evaluation.Number, out var known)) return known;
        var baseline = evaluation.BaselineFingerprint == 0 ? null : catalog.FindBaseline(model.Number, evaluation.BaselineFingerprint);
        var made = ProfileOf(evaluation, model) is { Rows: > 0 } profile ? Compared(model, evaluation, profile, baseline)
            : new Shown(null, baseline);
        _reports.Keep(evaluation.Number, made);
        return made;
    }

    // Right after a baseline was given, cells may still be counted on the bins they had before. What was judged of them is shown by
    // itself; it is judged anew when they are counted anew, and has another number then.
    static Shown Compared(ModelDefinition model, Evaluation evaluation, DatasetProfile profile, Baseline? baseline)
    {
        try
        {
            return new Shown(new WindowReport(Evidence(model, evaluation, profile, baseline, null), [], pictures: true).Report, baseline);
        }
        catch (ReportException) when (baseline is not null)
        {
            return new Shown(new WindowReport(Evidence(model, evaluation, profile, null, null), [], pictures: true).Report, null);
        }
    }

    /// <summary>Columns of the last day, for a model that nothing is compared with yet.</summary>
    public Report? OfLastDay(ModelDefinition model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var window = new Window(CellKey.StartOf(now).AddDays(-1), CellKey.StartOf(now) + CellKey.Smallest);
        var found = cells.Read(new CellQuery { Model = model.Number, From = window.Start, To = window.End }, cancellationToken).Cells;
        if (CellTraffic.Merged(found, model.Name) is not { } profile) return null;
        var evidence = new WindowEvidence { Model = model, Window = window, Profile = profile, Seq = 0 };
        return new WindowReport(evidence, [], pictures: true).Report;
    }

    /// <summary>What the rows of a window say, when somebody has asked before; null otherwise.</summary>
    public Outcomes? FindOutcomes(Evaluation evaluation) => _outcomes.TryGet(KeyOf(evaluation), out var known) ? known : null;

    /// <summary>What the rows of a window say.</summary>
    public Outcomes OutcomesOf(ModelDefinition model, Evaluation evaluation, CancellationToken cancellationToken)
    {
        if (FindOutcomes(evaluation) is { } known) return known;
        var made = Work(model, evaluation, cancellationToken);
        _outcomes.Keep(KeyOf(evaluation), made);
        return made;
    }

    Outcomes Work(ModelDefinition model, Evaluation evaluation, CancellationToken cancellationToken)
    {
        if (evaluation.Rows > MostRows) return new Outcomes(null, null, evaluation.Rows);
        var baseline = evaluation.BaselineFingerprint == 0 ? null : catalog.FindBaseline(model.Number, evaluation.BaselineFingerprint);
        using var rows = events.Open(model, new EventQuery { From = evaluation.Window.Start, To = evaluation.Window.End },
            cancellationToken);
        var report = new WindowReport(Evidence(model, evaluation, null, baseline, rows), []);
        return new Outcomes(report.Quality, report.Outcomes, null);
    }

    DatasetProfile? ProfileOf(Evaluation evaluation, ModelDefinition model) =>
        catalog.EvaluatedProfile(evaluation.Number) is { Length: > 0 } kept ? ProfileBytes.Read(kept, model.Name) : null;

    // A truth that comes later changes what the rows say: the evaluation is then made anew, and has another number.
    static (long, long) KeyOf(Evaluation evaluation) => (evaluation.Number, evaluation.Seq);

    static WindowEvidence Evidence(ModelDefinition model, Evaluation evaluation, DatasetProfile? profile, Baseline? baseline,
        IDataset? rows) => new()
    {
        Model = model,
        Window = evaluation.Window,
        Profile = profile,
        Baseline = baseline,
        Rows = rows,
        WindowsAWeek = evaluation.Level is { } level ? (int)Math.Round(FalseAlarms.PerWeek / level) : null,
        Seq = evaluation.Seq,
    };
}
