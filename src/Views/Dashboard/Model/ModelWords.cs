using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Monitors;
using Plumbline.Views.Sections;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What a model's page says in words: the first sentence, and the six questions.</summary>
static class ModelWords
{
    static readonly MonitorKind[] s_health = [MonitorKind.Absence, MonitorKind.Operations, MonitorKind.Freshness, MonitorKind.Volume];

    public static Status StatusOf(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Critical => Status.Bad,
        EvaluationStatus.Warning or EvaluationStatus.Failed => Status.Warn,
        EvaluationStatus.InsufficientData => Status.Few,
        EvaluationStatus.Ok => Status.Ok,
    };

    /// <summary>The sentences in order; the strong one carries the verdict.</summary>
    public static IEnumerable<(MarkupString Text, bool IsStrong)> Lead(ModelView view, Viewer viewer)
    {
        if (view.Row.LastEvent is null) return [(Say.It("model.no_events"), true)];
        if (view.Histories.All(h => h.Evaluations.Count == 0)) return [(Say.It(view.Baseline is null ? "model.no_baseline"
            : "model.not_judged_yet"), true)];
        var sentences = view.Worst.Select((breach, i) => (Sentence(breach, view, viewer), i == 0)).ToList();
        if (sentences.Count == 0) sentences.Add((Say.It(IsJudged(view) ? "model.all_well" : "model.no_verdict"), true));
        if (Columns(view) is { } columns) sentences.Add((columns, false));
        return sentences;
    }

    static bool IsJudged(ModelView view) => view.Histories.Any(h => view.At(h)?.Status == EvaluationStatus.Ok);

    static MarkupString? Columns(ModelView view) => view.Of(MonitorKind.Drift)?.Parts is not { Length: > 0 } parts ? null
        : parts.Count(IsBreach) is var drifted and > 0
            ? Say.It("model.drifted", ("n", Figures.Count(drifted)), ("all", Figures.Count(parts.Length)))
            : Say.It("model.none_drifted", ("all", Figures.Count(parts.Length)));

    static MarkupString Sentence(Breach breach, ModelView view, Viewer viewer)
    {
        var finding = Finding(breach.Part, breach.Monitor, view);
        // A breach of the shown window alone is one of this window.
        return breach.Since is { } since && (view.Window is not { } window || since < window.Start)
            ? PartWords.Said(finding, "model.since", ("since", viewer.MinuteText(since))) : PartWords.Said(finding, "model.breach");
    }

    /// <summary>What a monitor found, with what is usual in the model's baseline.</summary>
    public static PartFinding Finding(EvaluationPart part, MonitorDefinition monitor, ModelView view) =>
        new(part, monitor.Segment, PartFinding.UsualOf(part, monitor.Segment, () => view.Baseline?.Profile));

    public static bool IsBreach(EvaluationPart part) => part.Status is EvaluationStatus.Warning or EvaluationStatus.Critical;

    /// <summary>Distribution, performance, health, integrity, segments, fairness.</summary>
    public static IEnumerable<SelfCheckAnswer> SelfCheck(ModelView view)
    {
        yield return Counted("check6.distribution", "drift", view.Of(MonitorKind.Drift), "check6.drifted", "verdict.stable",
            "check6.of_columns");
        yield return Measured("check6.performance", "quality", view.Of(MonitorKind.Quality), "quality.worse", "quality.no_change");
        yield return Worst("check6.health", "operations", view.Histories.Where(h => s_health.Contains(h.Monitor.Kind)), view);
        yield return Counted("check6.integrity", "integrity", view.Of(MonitorKind.Integrity), "check6.fail", "check6.pass",
            "check6.of_checks");
        yield return Worst("check6.segments", "outcomes", view.Histories.Where(h => h.Monitor.Segment is not null), view);
        yield return Measured("check6.fairness", "outcomes", view.Of(MonitorKind.Fairness), "fairness.beyond", "fairness.within");
    }

    static SelfCheckAnswer Counted(string question, string target, Evaluation? found, string some, string none, string of)
    {
        if (found is null || found.Parts.IsEmpty) return Absent(question, target, found);
        int breaches = found.Parts.Count(IsBreach);
        var line = Say.It(of, ("n", Figures.Count(found.Parts.Length)));
        return breaches > 0 ? new(question, target, StatusOf(found.Status), Say.It(some, ("n", Figures.Count(breaches))), line)
            : new(question, target, StatusOf(found.Status), Say.It(found.Status == EvaluationStatus.Ok ? none : "verdict.few"), line);
    }

    static SelfCheckAnswer Measured(string question, string target, Evaluation? found, string breach, string well)
    {
        if (found is null || found.Parts.IsEmpty) return Absent(question, target, found);
        var part = found.Parts.FirstOrDefault(IsBreach) ?? found.Parts.FirstOrDefault(p =>
            p.Status == EvaluationStatus.Ok && double.IsFinite(p.Value)) ?? found.Parts.FirstOrDefault(p => double.IsFinite(p.Value))
            ?? found.Parts[0];
        string value = $"{QualityFigures.Of(part.Value)} {Figures.Interval(part.Low, part.High, QualityFigures.Of)}";
        var line = new MarkupString($"{Wording.Measure(part.Measure)} <span class=\"nowrap\">{value}</span>");
        var word = IsBreach(part) ? breach : found.Status == EvaluationStatus.Ok ? well : found.Status == EvaluationStatus.Failed
            ? "verdict.failed" : "verdict.few";
        return new(question, target, StatusOf(found.Status), Say.It(word), line);
    }

    static SelfCheckAnswer Worst(string question, string target, IEnumerable<MonitorHistory> histories, ModelView view)
    {
        var found = histories.Select(h => (h.Monitor, Evaluation: view.At(h))).Where(h => h.Evaluation is not null)
            .OrderBy(h => StatusOf(h.Evaluation!.Status)).ToList();
        if (found.Count == 0) return Absent(question, target, null);
        var (monitor, worst) = found[0];
        var line = Say.It("model.monitors", ("n", Figures.Count(found.Count)));
        return worst!.Status switch
        {
            EvaluationStatus.Ok => new(question, target, Status.Ok, Say.It("model.in_range"), line),
            EvaluationStatus.InsufficientData => new(question, target, Status.Few, Say.It("verdict.few"), line),
            EvaluationStatus.Failed => new(question, target, Status.Warn, Say.It("verdict.failed"), line),
            EvaluationStatus.Warning or EvaluationStatus.Critical => new(question, target, StatusOf(worst.Status),
                Say.Name(monitor.Name, 40),
                worst.Parts.FirstOrDefault(p => IsBreach(p) && p.Reasons.Length > 0) is { } part
                    ? PartWords.Said(Finding(part, monitor, view), "model.found") : line),
        };
    }

    static SelfCheckAnswer Absent(string question, string target, Evaluation? found) =>
        new(question, target, Status.None, Say.It("check6.not_judged"), found?.Reasons is [var reason, ..] ? Say.It(reason)
            : Say.It("model.no_monitor"));
}
