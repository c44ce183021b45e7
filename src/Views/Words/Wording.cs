using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Words;

/// <summary>The page's words for the engine's closed sets and names.</summary>
static class Wording
{
    static readonly string[] s_people = ["Brier", "Cohen", "Matthews", "Gini", "Jensen", "Kolmogorov", "Wasserstein", "Hellinger",
        "Pearson", "Spearman", "Cramer"];

    public static MarkupString Of(Verdict verdict) => Say.It(verdict switch
    {
        Verdict.Drift => "verdict.drift",
        Verdict.Stable => "verdict.stable",
        Verdict.InsufficientData => "verdict.few",
        Verdict.NotComparable => "verdict.not_comparable",
    });

    public static Status StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.Drift => Status.Bad,
        Verdict.Stable => Status.Ok,
        Verdict.InsufficientData => Status.Few,
        Verdict.NotComparable => Status.None,
    };

    public static MarkupString Of(QualityVerdict verdict) => Say.It(verdict switch
    {
        QualityVerdict.Worse => "quality.worse",
        QualityVerdict.Better => "quality.better",
        QualityVerdict.NoChangeSeen => "quality.no_change",
        QualityVerdict.InsufficientData => "verdict.few",
    });

    public static Status StatusOf(QualityVerdict verdict) => verdict switch
    {
        QualityVerdict.Worse => Status.Bad,
        QualityVerdict.Better => Status.Ok,
        QualityVerdict.NoChangeSeen => Status.Ok,
        QualityVerdict.InsufficientData => Status.Few,
    };

    public static MarkupString Of(FairnessVerdict verdict) => Say.It(verdict switch
    {
        FairnessVerdict.WithinTolerance => "fairness.within",
        FairnessVerdict.BeyondTolerance => "fairness.beyond",
        FairnessVerdict.Unclear => "fairness.unclear",
        FairnessVerdict.InsufficientData => "verdict.few",
    });

    public static Status StatusOf(FairnessVerdict verdict) => verdict switch
    {
        FairnessVerdict.WithinTolerance => Status.Ok,
        FairnessVerdict.BeyondTolerance => Status.Bad,
        FairnessVerdict.Unclear => Status.Warn,
        FairnessVerdict.InsufficientData => Status.Few,
    };

    public static MarkupString Of(ColumnType type) => Say.It(type switch
    {
        ColumnType.Numeric => "type.numeric",
        ColumnType.Categorical => "type.categorical",
        ColumnType.Boolean => "type.boolean",
        ColumnType.Timestamp => "type.timestamp",
        ColumnType.Text => "type.text",
        ColumnType.Vector => "type.vector",
    });

    public static MarkupString Of(ColumnRole role) => Say.It(role switch
    {
        ColumnRole.Feature => "role.feature",
        ColumnRole.Prediction => "role.prediction",
        ColumnRole.Score => "role.score",
        ColumnRole.Target => "role.target",
        ColumnRole.Timestamp => "role.timestamp",
        ColumnRole.Id => "role.id",
        ColumnRole.Segment => "role.segment",
        ColumnRole.Protected => "role.protected",
        ColumnRole.Latency => "role.latency",
        ColumnRole.Weight => "role.weight",
        ColumnRole.Version => "role.version",
        ColumnRole.Environment => "role.environment",
        ColumnRole.Error => "role.error",
        ColumnRole.Image => "role.image",
        ColumnRole.Text => "role.text",
        ColumnRole.Embedding => "role.embedding",
        ColumnRole.Ignore => "role.ignore",
    });

    public static MarkupString Of(ModelTask task) => Say.It(task switch
    {
        ModelTask.Binary => "task.binary",
        ModelTask.Multiclass => "task.multiclass",
        ModelTask.Regression => "task.regression",
    });

    /// <summary>The name of a measure, or its technical name in words where the page has none.</summary>
    public static MarkupString Measure(string name) => Say.Pair(Encoded(name, Language.English), Encoded(name, Language.Chinese));

    /// <summary>The name of an integrity check.</summary>
    public static MarkupString Check(string name) => Named("check.", name);

    /// <summary>The name of a measure in one language, to stand inside a sentence.</summary>
    public static string MeasureIn(string name, Language language) => Say.Has("measure." + name) ? Say.Plain("measure." + name, language)
        : MeasurePaths.NameIn(name, language) ?? Spaced(name);

    /// <summary>True where the page has words for it.</summary>
    public static bool IsMeasure(string name) => Say.Has("measure." + name) || MeasurePaths.NameIn(name, Language.English) is not null;

    /// <summary>A name of a measure as it stands inside a sentence: "recall", but "ROC AUC" and "Brier score".</summary>
    public static string Inside(string name) =>
        name.Length > 1 && char.IsAsciiLetterUpper(name[0]) && char.IsAsciiLetterLower(name[1])
            && !s_people.Any(p => name.StartsWith(p, StringComparison.Ordinal))
            ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    static MarkupString Named(string prefix, string name) =>
        Say.Has(prefix + name) ? Say.It(prefix + name) : new(PlainText.Encode(PlainText.Show(Spaced(name), 60)));

    static string Encoded(string measure, Language language) => PlainText.Encode(PlainText.Show(MeasureIn(measure, language), 120));

    static string Spaced(string name) => name.Replace('_', ' ');
}
