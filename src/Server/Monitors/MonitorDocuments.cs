using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;

namespace Plumbline.Server.Monitors;

/// <summary>Monitors between the HTTP contract and the engine. What is wrong in a document is told all at once.</summary>
static class MonitorDocuments
{
    public const int MostColumns = 100;

    public static MonitorView ViewOf(MonitorDefinition monitor) => new(monitor.Number, Of(monitor), monitor.Revision, monitor.CreatedAt, monitor.UpdatedAt);

    public static MonitorDocument Of(MonitorDefinition monitor) => new()
    {
        Name = monitor.Name,
        Kind = Words.Of(monitor.Kind),
        Measure = monitor.Measure,
        Columns = monitor.Columns.IsEmpty ? null : monitor.Columns,
        Segment = monitor.Segment,
        Version = monitor.Version,
        Baseline = BaselineChoices.Describe(monitor.Baseline),
        Window = WindowText.Of(monitor.Window),
        Offset = monitor.Window is WindowDefinition.ByTime { Offset: var offset } && offset != TimeSpan.Zero ? WindowText.Of(offset) : null,
        Threshold = monitor.Threshold is { } t ? new ThresholdDocument(t.Low, t.High, Words.Of(t.Relation)) : null,
        Severity = Words.Of(monitor.Severity),
        State = Words.Of(monitor.State),
    };

    /// <summary>The monitor a document describes.</summary>
    /// <exception cref="ProblemException">422: fields that are wrong, each with what is allowed.</exception>
    public static MonitorDefinition Read(int model, MonitorDocument document, string at = "")
    {
        var wrong = new List<ProblemPart>();
        var kind = Word<MonitorKind>(document.Kind, at + "kind", wrong);
        var severity = Word<MonitorSeverity>(document.Severity ?? "warning", at + "severity", wrong);
        var state = Word<MonitorState>(document.State ?? "active", at + "state", wrong);
        var baseline = BaselineChoices.Parse(document.Baseline ?? "default", out string? problem);
        if (problem is not null) wrong.Add(new ProblemPart(at + "baseline", problem, document.Baseline, "a baseline's name, rolling:N, seasonal:N, version:NAME or none"));
        if (!ModelNames.IsModel(document.Name))
            Add(wrong, at + "name", document.Name, "1 to 100 letters, digits, dots, dashes and underscores, the first a letter or a digit");
        var offset = document.Offset is null ? TimeSpan.Zero : WindowText.Offset(document.Offset);
        if (offset is null) Add(wrong, at + "offset", document.Offset, "a whole number of 15 minutes below 31 days such as 2h");
        var window = WindowText.Parse(document.Window, offset ?? TimeSpan.Zero);
        if (window is null) Add(wrong, at + "window", document.Window, WindowText.Allowed);
        CheckTexts(document, at, wrong);
        var threshold = ThresholdOf(document.Threshold, at + "threshold", wrong);
        if (wrong.Count > 0) throw ProblemException.Invalid(wrong);
        var monitor = new MonitorDefinition
        {
            Model = model,
            Name = document.Name,
            Kind = kind.GetValueOrDefault(),
            Measure = document.Measure,
            Columns = [.. document.Columns ?? []],
            Segment = document.Segment,
            Version = document.Version,
            Baseline = baseline!,
            Window = window!,
            Threshold = threshold,
            Severity = severity.GetValueOrDefault(),
            State = state.GetValueOrDefault(),
        };
        var problems = MonitorProblems.Of(monitor);
        return problems.Count == 0 ? monitor : throw ProblemException.Invalid([.. problems.Select(p => new ProblemPart(at + "monitor", p, document.Name))]);
    }

    /// <summary>True when both say the same, whoever wrote them and when.</summary>
    public static bool AreEqual(MonitorDefinition a, MonitorDefinition b) => a.Columns.SequenceEqual(b.Columns) && Bare(a) == Bare(b);

    static MonitorDefinition Bare(MonitorDefinition monitor) =>
        monitor with { Number = 0, Revision = 0, Columns = [], CreatedAt = default, UpdatedAt = default };

    static void CheckTexts(MonitorDocument document, string at, List<ProblemPart> wrong)
    {
        foreach (var (field, text) in ((string, string?)[])[("measure", document.Measure), ("segment", document.Segment), ("version", document.Version)])
            if (text is not null && !ModelNames.IsText(text)) Add(wrong, at + field, text, "1 to 200 bytes without control characters");
        if (document.Columns is not { } columns) return;
        if (columns.Count > MostColumns)
            wrong.Add(new ProblemPart(at + "columns", $"There are {columns.Count} columns; write a pattern such as *.",
                Allowed: $"at most {MostColumns} names or patterns"));
        foreach (string column in columns.Where(c => !ModelNames.IsText(c))) Add(wrong, at + "columns", column, "1 to 200 bytes without control characters");
    }

    static Threshold? ThresholdOf(ThresholdDocument? threshold, string field, List<ProblemPart> wrong)
    {
        if (threshold is null) return null;
        var relation = Word<ThresholdRelation>(threshold.Relation, field + ".relation", wrong);
        if (threshold is { Low: null, High: null } || threshold.Low > threshold.High)
            wrong.Add(new ProblemPart(field, "A threshold needs a low or a high bound, and low must not be above high.",
                Allowed: "low, high or both, low not above high"));
        return new Threshold(threshold.Low, threshold.High, relation.GetValueOrDefault());
    }

    static T? Word<T>(string word, string field, List<ProblemPart> wrong)
        where T : struct, Enum
    {
        if (Words.Parse<T>(word) is { } value) return value;
        Add(wrong, field, word, Words.All<T>());
        return null;
    }

    static void Add(List<ProblemPart> wrong, string field, string? value, string allowed) =>
        wrong.Add(new ProblemPart(field, $"'{ProblemException.Shorten(value)}' is not allowed as {field}; allowed: {allowed}.", value, allowed));
}
