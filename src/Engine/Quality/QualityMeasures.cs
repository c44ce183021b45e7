using System.Collections.Frozen;
using System.Collections.Immutable;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Which way a measure is better.</summary>
public enum MeasureDirection
{
    HigherIsBetter,
    LowerIsBetter,

    /// <summary>The nearer to 0 the better: a bias.</summary>
    NearZeroIsBetter,

    /// <summary>Describes the rows or the decisions; no value is better.</summary>
    Neutral,
}

/// <summary>A quality measure: its name in JSON and suites, and what its numbers mean.</summary>
/// <param name="Name">In snake case.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Minimum">Least possible value.</param>
/// <param name="Maximum">Largest possible value.</param>
public sealed record QualityMeasure(string Name, MeasureDirection Direction, double Minimum, double Maximum)
{
    /// <summary>Message key of the name for people.</summary>
    public string NameKey => "measure." + Name;

    /// <summary>Message key of the one-line formula shown when hovering.</summary>
    public string FormulaKey => "measure." + Name + ".formula";

    /// <summary>False for an extreme, which has no interval: it stands on both sides but not among the changes.</summary>
    public bool IsJudged { get; init; } = true;

    /// <summary>The tasks whose rows have it.</summary>
    public ImmutableArray<ModelTask> Tasks { get; init; } = [];

    /// <summary>True for shares and other measures in [0, 1].</summary>
    public bool IsUnit => Minimum == 0 && Maximum == 1;

    /// <summary>True when <paramref name="value"/> is better than <paramref name="than"/>; false for equal, undefined and neutral
    /// ones.</summary>
    public bool IsBetter(double value, double than) => Direction switch
    {
        MeasureDirection.HigherIsBetter => value > than,
        MeasureDirection.LowerIsBetter => value < than,
        MeasureDirection.NearZeroIsBetter => Math.Abs(value) < Math.Abs(than),
        MeasureDirection.Neutral => false,
    };
}

/// <summary>The one table of quality measures. Suites and views read names and directions from here.</summary>
public static class QualityMeasures
{
    const double Infinity = double.PositiveInfinity;

    static readonly string[] s_ofEveryClassification = ["accuracy", "mcc", "cohen_kappa", "log_loss", "brier"];

    static readonly QualityMeasure[] s_all =
    [
        .. Of(ModelTask.Binary, Up("accuracy"), Up("balanced_accuracy"), Up("precision"), Up("recall"), Up("specificity"),
            Up("negative_predictive_value"), Up("f1"), Up("f2"), Up("mcc", -1), Up("cohen_kappa", -1), Down("log_loss"), Down("brier", 1),
            Up("roc_auc"), Up("average_precision"), Down("ece", 1), Up("ks"), Up("gini", -1), Up("lift_10", 0, 10),
            Neutral("selection_rate"), Neutral("positive_rate")),
        .. Of(ModelTask.Multiclass, Up("macro_precision"), Up("macro_recall"), Up("macro_f1"), Up("micro_precision"), Up("micro_recall"),
            Up("micro_f1"), Up("weighted_precision"), Up("weighted_recall"), Up("weighted_f1"), Up("roc_auc_ovr")),
        .. Of(ModelTask.Regression, new("me", MeasureDirection.NearZeroIsBetter, -Infinity, Infinity), Down("mae"), Down("medae"),
            Down("rmse"), Down("mape"), Down("smape", 2), Up("r2", -Infinity), Up("explained_variance", -Infinity),
            Down("quantile_loss_10"), Down("quantile_loss_50"), Down("quantile_loss_90"), Down("max_error") with { IsJudged = false }),
    ];

    static readonly FrozenDictionary<string, QualityMeasure> s_byName = s_all.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    static readonly string[] s_binaryHeadline = ["recall", "precision", "f1", "roc_auc", "accuracy", "brier"];

    static readonly string[] s_multiclassHeadline = ["accuracy", "macro_f1", "macro_recall", "roc_auc_ovr", "log_loss"];

    static readonly string[] s_regressionHeadline = ["mae", "rmse", "me", "r2"];

    /// <summary>Every measure, in the order they are shown.</summary>
    public static IReadOnlyList<QualityMeasure> All => s_all;

    /// <summary>The measure of that name, or null.</summary>
    public static QualityMeasure? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The measures shown first for a task, in order. A report lists those of them it could measure.</summary>
    public static IReadOnlyList<string> Headline(ModelTask task) => task switch
    {
        ModelTask.Binary => s_binaryHeadline,
        ModelTask.Multiclass => s_multiclassHeadline,
        ModelTask.Regression => s_regressionHeadline,
    };

    static IEnumerable<QualityMeasure> Of(ModelTask task, params IEnumerable<QualityMeasure> measures) => measures.Select(m => m with
    {
        Tasks = s_ofEveryClassification.Contains(m.Name) ? [ModelTask.Binary, ModelTask.Multiclass] : [task],
    });

    static QualityMeasure Up(string name, double minimum = 0, double maximum = 1) =>
        new(name, MeasureDirection.HigherIsBetter, minimum, maximum);

    static QualityMeasure Down(string name, double maximum = Infinity) => new(name, MeasureDirection.LowerIsBetter, 0, maximum);

    static QualityMeasure Neutral(string name) => new(name, MeasureDirection.Neutral, 0, 1);
}
