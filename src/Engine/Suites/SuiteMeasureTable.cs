using Plumbline.Engine.Drift;

namespace Plumbline.Engine.Suites;

/// <summary>The rows of the catalogue for data sets and columns.</summary>
static class SuiteMeasureTable
{
    public const string PValue = ".p_value";

    public static IReadOnlyList<SuiteMeasure> Dataset { get; } =
    [
        new(SuiteScope.Dataset, "rows", BetterSide.Neither, true, "rows read"),
        new(SuiteScope.Dataset, "columns", BetterSide.Neither, true, "columns"),
        new(SuiteScope.Dataset, "refused_rows", BetterSide.Lower, true, "rows that could not be read"),
        new(SuiteScope.Dataset, "refused_share", BetterSide.Lower, true, "refused rows / all rows of the file"),
        new(SuiteScope.Dataset, "duplicate_rows", BetterSide.Lower, true, "rows equal to an earlier row in every column"),
        new(SuiteScope.Dataset, "duplicate_share", BetterSide.Lower, true, "duplicate rows / rows"),
        new(SuiteScope.Dataset, "missing_columns", BetterSide.Lower, false, "columns of the reference that the current set lacks"),
        new(SuiteScope.Dataset, "extra_columns", BetterSide.Lower, false, "columns only the current set has"),
        new(SuiteScope.Dataset, "verdict", BetterSide.Neither, false, "word: drift, stable, insufficient_data") { IsWord = true },
        new(SuiteScope.Dataset, "drifted_columns", BetterSide.Lower, false, "judged columns whose verdict is drift"),
        new(SuiteScope.Dataset, "drifted_share", BetterSide.Lower, false, "drifted / judged columns"),
        new(SuiteScope.Dataset, "judged_columns", BetterSide.Higher, false, "columns whose drift could be judged"),
        new(SuiteScope.Dataset, "failed_checks", BetterSide.Lower, false,
            "integrity checks of the current set that failed, of any severity"),
        new(SuiteScope.Dataset, "failed_errors", BetterSide.Lower, false, "integrity checks of the current set that failed as errors"),
        new(SuiteScope.Dataset, "failed_checks.{check}", BetterSide.Lower, false,
            "failed integrity checks of one kind, such as failed_checks.volume"),
        new(SuiteScope.Dataset, "domain_classifier_auc", BetterSide.Lower, false,
            "how well reference and current rows can be told apart: .5 not at all"),
        new(SuiteScope.Dataset, "pca_error", BetterSide.Neither, true, "mean reconstruction error on the reference's principal components"),
        new(SuiteScope.Dataset, "correlation_changes", BetterSide.Lower, false, "pairs of columns whose association changed"),
    ];

    public static IReadOnlyList<SuiteMeasure> Column { get; } =
    [
        new(SuiteScope.Column, "verdict", BetterSide.Neither, false,
            "word: drift, stable, insufficient_data, not_comparable") { IsWord = true },
        new(SuiteScope.Column, "type", BetterSide.Neither, true,
            "word: numeric, categorical, boolean, timestamp, text, vector") { IsWord = true },
        new(SuiteScope.Column, "drifted", BetterSide.Lower, false, "1 when the verdict is drift, else 0"),
        new(SuiteScope.Column, "effect", BetterSide.Lower, false, "bias-corrected Jensen-Shannon effect, 0..1"),
        new(SuiteScope.Column, "p_value", BetterSide.Higher, false, "the column's p-value"),
        new(SuiteScope.Column, "q_value", BetterSide.Higher, false, "after Benjamini-Hochberg over the judged columns"),
        new(SuiteScope.Column, "rows", BetterSide.Neither, true, "rows, present or not"),
        new(SuiteScope.Column, "present", BetterSide.Higher, true, "rows with a value that is not missing, unreadable or infinite"),
        new(SuiteScope.Column, "missing", BetterSide.Lower, true, "missing rows"),
        new(SuiteScope.Column, "missing_share", BetterSide.Lower, true, "missing / rows"),
        new(SuiteScope.Column, "infinite", BetterSide.Lower, true, "infinite values"),
        new(SuiteScope.Column, "infinite_share", BetterSide.Lower, true, "infinite / rows"),
        new(SuiteScope.Column, "unreadable", BetterSide.Lower, true, "values not of the column's type"),
        new(SuiteScope.Column, "unreadable_share", BetterSide.Lower, true, "unreadable / rows"),
        new(SuiteScope.Column, "mean", BetterSide.Neither, true, "mean of the present values"),
        new(SuiteScope.Column, "std", BetterSide.Neither, true, "standard deviation, n - 1"),
        new(SuiteScope.Column, "min", BetterSide.Neither, true, "smallest present value"),
        new(SuiteScope.Column, "max", BetterSide.Neither, true, "largest present value"),
        new(SuiteScope.Column, "distinct", BetterSide.Neither, true, "distinct values"),
        new(SuiteScope.Column, "distinct_share", BetterSide.Neither, true, "distinct / present"),
        new(SuiteScope.Column, "quantile.{q}", BetterSide.Neither, true, "a quantile of the report: quantile.0.05, 0.25, 0.5, 0.75, 0.95"),
        new(SuiteScope.Column, "unseen_share", BetterSide.Lower, false,
            "rows in categories the reference never had (at least 10 rows each) / present"),
        new(SuiteScope.Column, "out_of_range_share", BetterSide.Lower, false, "present rows outside the reference's range / present"),
        new(SuiteScope.Column, "new_categories", BetterSide.Lower, false, "categories with at least 10 rows that the reference never had"),
        new(SuiteScope.Column, "vanished_categories", BetterSide.Lower, false, "categories of the reference that the current set lacks"),
        new(SuiteScope.Column, "failed_checks", BetterSide.Lower, false, "integrity checks of the column that failed in the current set"),
        new(SuiteScope.Column, "check.{check}", BetterSide.Lower, false,
            "1 when that integrity check failed in the current set, else 0: check.missing"),
        .. DriftMeasures.All.Select(m => new SuiteMeasure(SuiteScope.Column, m.Name(),
            m.IsDistance() ? BetterSide.Lower : BetterSide.Neither, false, m.Name() + " of the two sides")),
        .. DriftMeasures.All.Where(m => m.HasPValue())
            .Select(m => new SuiteMeasure(SuiteScope.Column, m.Name() + PValue, BetterSide.Higher, false,
            "p-value of " + m.Name())),
    ];

    static bool HasPValue(this DriftMeasure measure) => measure is DriftMeasure.ChiSquared or DriftMeasure.GTest or DriftMeasure.FisherExact
        or DriftMeasure.KolmogorovSmirnov or DriftMeasure.CramerVonMises or DriftMeasure.MannWhitney or DriftMeasure.WelchT
        or DriftMeasure.EppsSingleton or DriftMeasure.AndersonDarling or DriftMeasure.Kuiper;

    /// <summary>True where 0 says that nothing moved; statistics with a sign or another zero have no better side.</summary>
    static bool IsDistance(this DriftMeasure measure) =>
        measure is not (DriftMeasure.FisherExact or DriftMeasure.MannWhitney or DriftMeasure.WelchT
        or DriftMeasure.EppsSingleton);
}
