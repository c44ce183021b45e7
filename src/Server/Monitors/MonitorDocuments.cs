using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;

namespace Plumbline.Server.Monitors;

/// <summary>Monitors between the HTTP contract and the engine. What is wrong in a document is told all at once.</summary>
static class MonitorDocuments
{
    const string TextAllowed = "1 to 200 bytes without control characters";

    public static MonitorView ViewOf(string model, MonitorDefinition monitor) =>
        new(monitor.Number, Of(model, monitor), monitor.Revision, monitor.CreatedAt, monitor.UpdatedAt);

    public static MonitorDocument Of(string model, MonitorDefinition monitor) => new()
    {
        Model = model,
        Name = monitor.Name,
        Kind = Words.Of(monitor.Kind),
        Measure = monitor.Measure,
        Columns = monitor.Columns.IsEmpty ? null : monitor.Columns,
        Segment = monitor.Segment,
        Version = monitor.Version,
        Environment = monitor.Environment,
        Baseline = BaselineChoices.Describe(monitor.Baseline),
        Window = WindowText.Of(monitor.Window),
        Offset = MonitorFields.OffsetOf(monitor.Window) is { Ticks: > 0 } offset ? WindowText.Of(offset) : null,
        Threshold = monitor.Threshold is { } t ? new ThresholdDocument(t.Low, t.High, Words.Of(t.Relation)) : null,
        Severity = Words.Of(monitor.Severity),
        State = Words.Of(monitor.State),
    };

    /// <summary>The monitor a document describes.</summary>
    /// <exception cref="ProblemException">422: fields that are wrong, each with what is allowed.</exception>
    public static MonitorDefinition Read(ModelDefinition model, MonitorDocument document)
    {
        var wrong = new List<MonitorProblem>();
        return Read(model, document, wrong) is { } monitor && wrong.Count == 0 ? monitor
            : throw ProblemException.Invalid([.. wrong.Select(p => PartOf(p, ""))]);
    }

    /// <summary>A problem as the HTTP contract tells it.</summary>
    /// <param name="problem">Of a field.</param>
    /// <param name="at">Stands before the field's name.</param>
    public static ProblemPart PartOf(MonitorProblem problem, string at) =>
        new(at + problem.Field, problem.Said.ToString(), problem.Value, problem.Allowed);

    /// <summary>The monitor a document describes; null when a field of it cannot be read.</summary>
    /// <param name="model">Its model; null where it is not known.</param>
    /// <param name="wrong">Takes what is wrong.</param>
    public static MonitorDefinition? Read(ModelDefinition? model, MonitorDocument document, List<MonitorProblem> wrong)
    {
        int before = wrong.Count;
        var kind = Word<MonitorKind>(document.Kind, "kind", wrong);
        var severity = Word<MonitorSeverity>(document.Severity ?? "warning", "severity", wrong);
        var state = Word<MonitorState>(document.State ?? "active", "state", wrong);
        var relation = Word<ThresholdRelation>(document.Threshold?.Relation ?? "absolute", "threshold.relation", wrong);
        var baseline = BaselineChoices.Parse(document.Baseline ?? "default");
        if (baseline is null) Add(wrong, "baseline", "baseline", document.Baseline,
            "a baseline's name, rolling:N, seasonal:N, version:NAME or none");
        var window = WindowOf(document, wrong);
        CheckTexts(document, wrong);
        if (kind is null) return null;
        var monitor = new MonitorDefinition
        {
            Model = model?.Number ?? 0,
            Name = document.Name,
            Kind = kind.Value,
            Measure = document.Measure,
            Columns = [.. document.Columns ?? []],
            Segment = document.Segment,
            Version = document.Version,
            Environment = document.Environment,
            // What stands in for what cannot be read is not looked at again: its field is told already.
            Baseline = baseline ?? new BaselineChoice.Named("default"),
            Window = window ?? new WindowDefinition.ByTime(TimeSpan.FromDays(1)),
            Threshold = document.Threshold is { } t ? new Threshold(t.Low, t.High, relation.GetValueOrDefault()) : null,
            Severity = severity.GetValueOrDefault(),
            State = state.GetValueOrDefault(),
        };
        var unreadable = wrong.Skip(before).Select(p => p.Field).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(MonitorProblems.Of(monitor, model?.Task).Where(p => !unreadable.Contains(p.Field)));
        if (monitor.Environment is { Length: > 0 } environment && model?.Schema.Columns.Segments.Contains(LiveColumns.Environment) == false)
            wrong.Add(new MonitorProblem("environment", MonitorProblems.Said("environments", ("model", model.Name)), environment,
                "of a model with the segment environment"));
        return unreadable.Count > 0 ? null : monitor;
    }

    static WindowDefinition? WindowOf(MonitorDocument document, List<MonitorProblem> wrong)
    {
        var offset = document.Offset is null ? TimeSpan.Zero : WindowText.Length(document.Offset);
        if (offset is null) Add(wrong, "offset", "offset", document.Offset,
            "a whole number of 15 minutes, less than the window's length, such as 2h");
        var window = WindowText.Parse(document.Window, offset ?? TimeSpan.Zero);
        if (window is null) Add(wrong, "window", "window", document.Window, WindowText.Allowed);
        return window;
    }

    static void CheckTexts(MonitorDocument document, List<MonitorProblem> wrong)
    {
        var texts = ((string Field, string? Text)[])[("measure", document.Measure), ("segment", document.Segment),
            ("version", document.Version), ("environment", document.Environment)];
        foreach (var (field, text) in texts.Concat((document.Columns ?? []).Select(c => ("columns", (string?)c))))
            if (text is not null && !ModelNames.IsText(text)) Add(wrong, field, "text", text, TextAllowed);
    }

    static T? Word<T>(string word, string field, List<MonitorProblem> wrong)
        where T : struct, Enum
    {
        if (Words.Parse<T>(word) is { } value) return value;
        Add(wrong, field, "not_allowed", word, Words.All<T>());
        return null;
    }

    static void Add(List<MonitorProblem> wrong, string field, string sentence, string? value, string allowed)
    {
        string? shown = ProblemException.Shorten(value);
        wrong.Add(new MonitorProblem(field,
            MonitorProblems.Said(sentence, ("value", shown ?? ""), ("field", field), ("allowed", allowed)), shown, allowed));
    }
}
