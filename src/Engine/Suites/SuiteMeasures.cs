using Plumbline.Engine.Drift;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Every measure a condition can name: the one table that reads, checks, prints and judges suites. Drift and quality measures come
/// from the tables of their own areas.</summary>
public static class SuiteMeasures
{
    /// <summary>Path that stands for every quality measure the report shows first.</summary>
    public const string Headline = "headline";

    const string LabelPrefix = "label.";

    static readonly string[] s_differences =
    [
        "demographic_parity_difference", "equal_opportunity_difference", "equalised_odds_max", "equalised_odds_mean",
        "predictive_parity_difference", "accuracy_difference", "calibration_gap",
    ];

    /// <summary>The whole catalogue, by scope, in the order to show.</summary>
    public static IReadOnlyList<SuiteMeasure> All { get; } =
    [
        .. SuiteMeasureTable.Dataset, .. SuiteMeasureTable.Column,
        new(SuiteScope.Quality, Headline, BetterSide.Neither, true, "every measure the report shows first for the task"),
        .. QualityMeasures.All.Select(m => OfQuality(SuiteScope.Quality, m)),
        new(SuiteScope.Quality, "rows", BetterSide.Neither, true, "rows with a label and an answer"),
        new(SuiteScope.Quality, "label.{label}.{measure}", BetterSide.Neither, true,
            "precision, recall, f1 ... of one label of a multiclass task"),
        new(SuiteScope.Segment, "rows", BetterSide.Neither, true, "rows of the segment"),
        new(SuiteScope.Segment, "rows_share", BetterSide.Neither, true, "rows of the segment / rows of all segments"),
        .. QualityMeasures.All.Select(m => OfQuality(SuiteScope.Segment, m)),
        .. s_differences.Select(m => new SuiteMeasure(SuiteScope.Fairness, m, BetterSide.Lower, true,
            "gap between the groups, 0 is equal")),
        new(SuiteScope.Fairness, "demographic_parity_ratio", BetterSide.Higher, true, "smallest / largest selection rate, 1 is equal"),
        new(SuiteScope.Fairness, "beyond_tolerance", BetterSide.Lower, false, "gaps whose interval lies beyond the tolerance"),
    ];

    /// <summary>The measure of a path, or null.</summary>
    /// <param name="scope">Where it is looked for.</param>
    /// <param name="path">As in a suite; <c>quantile.0.5</c> finds <c>quantile.{q}</c>, <c>label.cat.recall</c> finds recall.</param>
    public static SuiteMeasure? Find(SuiteScope scope, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (scope == SuiteScope.Quality && LabelMeasure(path) is var (_, measure))
            return Find(SuiteScope.Quality, measure);
        return All.FirstOrDefault(m => m.Scope == scope && m.Path == path)
            ?? All.FirstOrDefault(m => m.Scope == scope && m.Path.EndsWith('}') && m.Path.Count('{') == 1 && StartsLike(path, m.Path));
    }

    /// <summary>True when rows of a task have a measure of quality; a single label's are those of several classes.</summary>
    public static bool FitsTask(string path, ModelTask task)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (LabelMeasure(path) is not null) return task == ModelTask.Multiclass;
        return QualityMeasures.Find(path) is not { } measure || measure.Tasks.Contains(task);
    }

    /// <summary>The path most like a mistyped one, or null when none is near.</summary>
    public static string? Nearest(SuiteScope scope, string path) =>
        NearestName.Of(path, All.Where(m => m.Scope == scope).Select(m => m.Path));

    /// <summary>The drift measures a suite asks for: they must be computed for its conditions to have an answer.</summary>
    public static IReadOnlyList<DriftMeasure> Needed(Suite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        var paths = suite.Conditions.Where(c => c.Target.Scope == SuiteScope.Column).Select(c => c.Measure)
            .ToHashSet(StringComparer.Ordinal);
        return [.. DriftMeasures.All.Where(m => paths.Contains(m.Name()) || paths.Contains(m.Name() + SuiteMeasureTable.PValue))];
    }

    /// <summary>Label and measure of <c>label.LABEL.MEASURE</c>, or null for another path. A label may contain dots.</summary>
    internal static (string Label, string Measure)? LabelMeasure(string path)
    {
        int dot = path.LastIndexOf('.');
        return path.StartsWith(LabelPrefix, StringComparison.Ordinal) && dot > LabelPrefix.Length
            ? (path[LabelPrefix.Length..dot], path[(dot + 1)..]) : null;
    }

    static bool StartsLike(string path, string pattern)
    {
        string start = pattern[..pattern.IndexOf('{', StringComparison.Ordinal)];
        return path.Length > start.Length && path.StartsWith(start, StringComparison.Ordinal);
    }

    static SuiteMeasure OfQuality(SuiteScope scope, QualityMeasure measure) => new(scope, measure.Name, Side(measure.Direction), true,
        scope == SuiteScope.Quality ? measure.Name + " of the current set" : measure.Name + " of the segment");

    static BetterSide Side(MeasureDirection direction) => direction switch
    {
        MeasureDirection.HigherIsBetter => BetterSide.Higher,
        MeasureDirection.LowerIsBetter => BetterSide.Lower,
        MeasureDirection.NearZeroIsBetter => BetterSide.NearZero,
        MeasureDirection.Neutral => BetterSide.Neither,
    };
}
