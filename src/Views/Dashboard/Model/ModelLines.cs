using Plumbline.Engine.Monitors;
using Plumbline.Views.Sections;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Lines over time from what monitors found.</summary>
static class ModelLines
{
    const int MostNamed = 5, MostContext = 40;

    /// <summary>Every column's effect: those in breach in the shown window are named, the others stand behind them.</summary>
    public static IReadOnlyList<TimeLine> Drift(ModelView view, Viewer viewer)
    {
        if (view.HistoryOf(MonitorKind.Drift) is not { } history) return [];
        var parts = view.At(history)?.Parts.OrderByDescending(p => p.Value).ToList() ?? [];
        var named = parts.Where(ModelWords.IsBreach).Take(MostNamed).Select(p => p.Subject).ToList();
        var others = parts.Select(p => p.Subject).Where(s => !named.Contains(s)).Take(MostContext);
        return [.. named.Select(s => Effect(history, s, LineKind.Main, viewer)),
            .. others.Select(s => Effect(history, s, LineKind.Context, viewer))];
    }

    /// <summary>A column's effect in every window.</summary>
    /// <param name="name">Written at its end; null: the column's.</param>
    public static TimeLine Effect(MonitorHistory history, string subject, LineKind kind, Viewer viewer,
        string? name = null) => new(name ?? subject, kind,
        [.. history.Evaluations.Select(e => (e.Window, Part: history.Part(e, subject))).Select(p =>
            new TimePoint(p.Window,
            p.Part?.Value ?? double.NaN, kind == LineKind.Main ? p.Part?.Low : null, kind == LineKind.Main ? p.Part?.High : null,
            p.Part is { } part && ModelWords.IsBreach(part) && kind == LineKind.Main ? PointKind.Breach : PointKind.Plain,
            kind == LineKind.Context || p.Part is null ? "" : TitleOf(PlainText.Show(subject, 40), p.Part, Figures.Two, viewer)))]);

    /// <summary>The missing share of a column; null when no check looks at it, or it never moved.</summary>
    public static TimeLine? Missing(MonitorHistory checks, string column, Viewer viewer)
    {
        TimePoint[] points = [.. checks.Evaluations.Select(e => (e.Window, Part: e.Parts.FirstOrDefault(p => p.Subject == column
            && p.Measure == "check.missing")))
            .Select(p => new TimePoint(p.Window, p.Part?.Value ?? double.NaN, null, null, p.Part is { } part && ModelWords.IsBreach(part)
                ? PointKind.Breach : PointKind.Plain,
                p.Part is null ? "" : TitleOf(viewer.Text("columns.missing"), p.Part, Figures.Share, viewer)))];
        return points.Any(p => p.Value > 0) ? new TimeLine(viewer.Text("key.now"), LineKind.Main, points) : null;
    }

    /// <summary>A column's effects for a small line, oldest first.</summary>
    public static IReadOnlyList<double> Trend(MonitorHistory? history, string column) =>
        history is null ? [] : [.. history.Evaluations.Select(e => history.Part(e, column)?.Value ?? double.NaN)];

    /// <summary>The measures of quality that have a history.</summary>
    public static IReadOnlyList<string> Measures(ModelView view) =>
        [.. (view.HistoryOf(MonitorKind.Quality)?.Evaluations ?? []).SelectMany(e => e.Parts).Where(p => double.IsFinite(p.Value))
            .Select(p => p.Measure).Distinct()];

    public static TimeLine Quality(ModelView view, string measure, Viewer viewer)
    {
        var evaluations = view.HistoryOf(MonitorKind.Quality)?.Evaluations ?? [];
        return new TimeLine(viewer.Text("key.now"), LineKind.Main, [.. evaluations.Select(e =>
            (e, Part: e.Parts.FirstOrDefault(p => p.Measure == measure)))
            .Select(p => new TimePoint(p.e.Window, p.Part?.Value ?? double.NaN, p.Part?.Low, p.Part?.High, KindOf(p.e, p.Part),
                p.Part is null ? "" : TitleOf(Wording.MeasureIn(measure, viewer.Language), p.Part, QualityFigures.Of, viewer)))]);
    }

    /// <summary>The baseline's own interval of a measure.</summary>
    public static (double, double)? Range(ModelView view, string measure) =>
        view.HistoryOf(MonitorKind.Quality)?.Evaluations.SelectMany(e => e.Parts).LastOrDefault(p => p.Measure == measure)
            is { ExpectedLow: { } low, ExpectedHigh: { } high } && double.IsFinite(low) && double.IsFinite(high) ? (low, high) : null;

    public static TimeLine Days(IReadOnlyList<TrafficDay> days, string name, LineKind kind, Func<TrafficDay, double> value, Func<double,
        string> format) =>
        new(name, kind, [.. days.Select(d => new TimePoint(new Window(d.From, d.To), value(d), null, null, PointKind.Plain,
            $"{name} {format(value(d))}"))]);

    // Fewer labels than rows: more may come, and the number may still move.
    static PointKind KindOf(Evaluation evaluation, EvaluationPart? part) => part is null
        || evaluation.Status == EvaluationStatus.InsufficientData && part.N < 30 ? PointKind.Few
        : ModelWords.IsBreach(part) ? PointKind.Breach : part.N < evaluation.Rows * .95 ? PointKind.Open : PointKind.Sure;

    static string TitleOf(string name, EvaluationPart part, Func<double, string> format, Viewer viewer) =>
        $"{name} {format(part.Value)} {Figures.Interval(part.Low, part.High, format)} n {viewer.Count(part.N)}";
}
