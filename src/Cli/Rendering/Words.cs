using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering;

/// <summary>Says things in one language.</summary>
sealed class Words(Language language)
{
    public static MessageCatalog Catalog { get; } = MessageCatalog.Load(typeof(Words).Assembly, MessageCatalog.Engine);

    public string Say(Message message) => Catalog.Format(message, language);

    public string Say(string key, params ReadOnlySpan<(string Name, string Value)> arguments) => Say(Message.Of(key, arguments));

    public string List(IEnumerable<string> items) => string.Join(Say("cli.list_separator"), items);

    /// <summary>The name of a quality, drift or fairness measure; one nobody translated keeps its own name.</summary>
    public string Measure(string name) => Known("measure." + name) ?? name.Replace('_', ' ');

    public string Verdict(Verdict verdict) => verdict switch
    {
        Engine.Reports.Verdict.Drift => Say("cli.verdict.drift"),
        Engine.Reports.Verdict.Stable => Say("cli.verdict.stable"),
        Engine.Reports.Verdict.InsufficientData => Say("cli.verdict.insufficient_data"),
        Engine.Reports.Verdict.NotComparable => Say("cli.verdict.not_comparable"),
    };

    public static Tone ToneOf(Verdict verdict) => verdict switch
    {
        Engine.Reports.Verdict.Drift => Tone.Bad,
        Engine.Reports.Verdict.Stable => Tone.Good,
        Engine.Reports.Verdict.InsufficientData or Engine.Reports.Verdict.NotComparable => Tone.Caution,
    };

    public string Verdict(QualityVerdict verdict) => verdict switch
    {
        QualityVerdict.Worse => Say("cli.quality.worse"),
        QualityVerdict.Better => Say("cli.quality.better"),
        QualityVerdict.NoChangeSeen => Say("cli.quality.no_change_seen"),
        QualityVerdict.InsufficientData => Say("cli.verdict.insufficient_data"),
    };

    public static Tone ToneOf(QualityVerdict verdict) => verdict switch
    {
        QualityVerdict.Worse => Tone.Bad,
        QualityVerdict.Better => Tone.Good,
        QualityVerdict.NoChangeSeen => Tone.Plain,
        QualityVerdict.InsufficientData => Tone.Caution,
    };

    public string Verdict(FairnessVerdict verdict) => verdict switch
    {
        FairnessVerdict.WithinTolerance => Say("cli.fairness.within"),
        FairnessVerdict.BeyondTolerance => Say("cli.fairness.beyond"),
        FairnessVerdict.Unclear => Say("cli.fairness.unclear"),
        FairnessVerdict.InsufficientData => Say("cli.verdict.insufficient_data"),
    };

    public static Tone ToneOf(FairnessVerdict verdict) => verdict switch
    {
        FairnessVerdict.WithinTolerance => Tone.Good,
        FairnessVerdict.BeyondTolerance => Tone.Bad,
        FairnessVerdict.Unclear or FairnessVerdict.InsufficientData => Tone.Caution,
    };

    public string Type(ColumnType type) => Say("cli.type." + type switch
    {
        ColumnType.Numeric => "numeric",
        ColumnType.Categorical => "categorical",
        ColumnType.Boolean => "boolean",
        ColumnType.Timestamp => "timestamp",
        ColumnType.Text => "text",
        ColumnType.Vector => "vector",
    });

    public string Role(ColumnRole role) => Say("cli.role." + role switch
    {
        ColumnRole.Feature => "feature",
        ColumnRole.Prediction => "prediction",
        ColumnRole.Score => "score",
        ColumnRole.Target => "target",
        ColumnRole.Timestamp => "timestamp",
        ColumnRole.Id => "id",
        ColumnRole.Segment => "segment",
        ColumnRole.Protected => "protected",
        ColumnRole.Latency => "latency",
        ColumnRole.Weight => "weight",
        ColumnRole.Version => "version",
        ColumnRole.Environment => "environment",
        ColumnRole.Error => "error",
        ColumnRole.Image => "image",
        ColumnRole.Text => "text",
        ColumnRole.Embedding => "embedding",
        ColumnRole.Ignore => "ignore",
    });

    string? Known(string key) => MessageCatalog.Engine.Keys(language).Contains(key) ? Say(key) : null;
}
