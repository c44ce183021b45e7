namespace Plumbline.Engine.Suites;

/// <summary>Every measure a condition can name: the one table that reads, checks, prints and judges suites.</summary>
public static class SuiteMeasures
{
    static readonly string[] s_higherIsBetter =
    [
        "accuracy", "balanced_accuracy", "precision", "recall", "specificity", "negative_predictive_value", "f1", "f_beta", "f2",
        "f0_5", "mcc", "kappa", "roc_auc", "average_precision", "lift", "gain", "ks", "gini", "value", "r2", "explained_variance",
        "precision_micro", "precision_macro", "precision_weighted", "recall_micro", "recall_macro", "recall_weighted", "f1_micro",
        "f1_macro", "f1_weighted",
    ];

    static readonly string[] s_lowerIsBetter =
    [
        "log_loss", "brier", "ece", "calibration_gap", "false_positive_rate", "false_negative_rate", "mae", "medae", "rmse", "mse",
        "mape", "smape", "quantile_loss_0.1", "quantile_loss_0.5", "quantile_loss_0.9", "max_error", "cost", "hamming_loss",
    ];

    static readonly string[] s_nearZeroIsBetter = ["me", "mean_error"];

    static readonly string[] s_differences =
    [
        "demographic_parity_difference", "equal_opportunity_difference", "equalised_odds_max", "equalised_odds_mean",
        "predictive_parity_difference", "accuracy_difference", "calibration_gap",
    ];

    /// <summary>The whole catalogue, by scope, in the order to show.</summary>
    public static IReadOnlyList<SuiteMeasure> All { get; } =
    [
        .. SuiteMeasureTable.Dataset, .. SuiteMeasureTable.Column, .. QualityMeasures(SuiteScope.Quality, "of the current set"),
        new(SuiteScope.Quality, "rows", BetterSide.Neither, true, "rows with a label and an answer"),
        new(SuiteScope.Quality, "label.{label}.precision", BetterSide.Higher, true, "a measure of one label of a multiclass task"),
        new(SuiteScope.Segment, "rows", BetterSide.Neither, true, "rows of the segment"),
        new(SuiteScope.Segment, "rows_share", BetterSide.Neither, true, "rows of the segment / rows"),
        .. QualityMeasures(SuiteScope.Segment, "of the segment"),
        .. s_differences.Select(m => new SuiteMeasure(SuiteScope.Fairness, m, BetterSide.Lower, true, "gap between the groups, 0 is equal")),
        new(SuiteScope.Fairness, "demographic_parity_ratio", BetterSide.Higher, true, "smallest / largest selection rate, 1 is equal"),
        new(SuiteScope.Fairness, "beyond_tolerance", BetterSide.Lower, false, "gaps whose interval lies beyond the tolerance"),
    ];

    /// <summary>The measure of a path, or null.</summary>
    /// <param name="scope">Where it is looked for.</param>
    /// <param name="path">As in a suite; <c>quantile.0.5</c> finds <c>quantile.{q}</c>.</param>
    public static SuiteMeasure? Find(SuiteScope scope, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return All.FirstOrDefault(m => m.Scope == scope && m.Path == path) ?? FindPattern(scope, path);
    }

    /// <summary>The path most like a mistyped one, or null when none is near.</summary>
    public static string? Nearest(SuiteScope scope, string path) => NearestName.Of(path, All.Where(m => m.Scope == scope).Select(m => m.Path));

    static SuiteMeasure? FindPattern(SuiteScope scope, string path)
    {
        if (scope == SuiteScope.Quality && path.StartsWith("label.", StringComparison.Ordinal) && path.LastIndexOf('.') is > 6 and var dot)
            return Find(SuiteScope.Quality, path[(dot + 1)..]);
        return All.FirstOrDefault(m => m.Scope == scope && m.Path.EndsWith('}') && Fixed(m.Path) is var start && path.Length > start.Length
            && path.StartsWith(start, StringComparison.Ordinal));
    }

    static string Fixed(string pattern) => pattern[..pattern.IndexOf('{', StringComparison.Ordinal)];

    static IEnumerable<SuiteMeasure> QualityMeasures(SuiteScope scope, string whose) =>
    [
        .. s_higherIsBetter.Select(m => new SuiteMeasure(scope, m, BetterSide.Higher, true, $"{m} {whose}")),
        .. s_lowerIsBetter.Select(m => new SuiteMeasure(scope, m, BetterSide.Lower, true, $"{m} {whose}")),
        .. s_nearZeroIsBetter.Select(m => new SuiteMeasure(scope, m, BetterSide.NearZero, true, $"{m} {whose}")),
    ];
}
