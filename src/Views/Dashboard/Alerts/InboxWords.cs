using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What the inbox says in words.</summary>
static class InboxWords
{
    const string Local = "local", Effect = "effect";

    public static Status StatusOf(Alert alert) => alert.State == AlertState.Resolved ? Status.Ok
        : alert.Severity == MonitorSeverity.Critical ? Status.Bad : Status.Warn;

    public static string IconOf(Alert alert) => alert is { State: AlertState.Firing, AcknowledgedBy: not null } ? "i-ack"
        : StatusOf(alert).Icon();

    public static MarkupString StateOf(Alert alert) => Say.It(alert switch
    {
        { State: AlertState.Resolved } => "inbox.resolved",
        { AcknowledgedBy: not null } => "inbox.acknowledged",
        { Severity: MonitorSeverity.Critical } => "inbox.firing_critical",
        _ => "inbox.firing",
    });

    /// <summary>Who acknowledged.</summary>
    public static MarkupString Who(string name) => name == Local ? Say.It("inbox.somebody_here") : Say.Name(name, 60);

    /// <summary>What was observed against what, in one line.</summary>
    public static MarkupString Title(Alert alert, Viewer viewer)
    {
        var part = alert.Observed;
        if ((!double.IsFinite(part.Value) || IsBesideEffect(part)) && part.Reasons is [var reason, ..]) return WithSubject(part, reason);
        string key = "inbox.title" + (part.Threshold is { } bound ? part.Value >= bound ? "_above" : "_below" : "");
        if (part.Subject != part.Measure) key += "_of";
        return InBoth(key, part.Measure, ("subject", part.Subject), ("value", MeasureFigures.Of(part.Measure, part.Value, viewer)),
            ("bound", part.Threshold is { } b ? MeasureFigures.Of(part.Measure, b, viewer) : ""));
    }

    /// <summary>What was to be expected: the bound that decided, else the range.</summary>
    public static MarkupString Expected(EvaluationPart part, Viewer viewer)
    {
        string Text(double value) => MeasureFigures.Of(part.Measure, value, viewer);
        if (part.Threshold is { } bound)
            return Say.It(part.Value >= bound || part.Measure == Effect ? "inbox.at_most" : "inbox.at_least", ("bound", Text(bound)));
        return part switch
        {
            { ExpectedLow: { } low, ExpectedHigh: { } high } => new(PlainText.Encode($"{Text(low)} – {Text(high)}")),
            { Expected: { } expected } => new(PlainText.Encode(Text(expected))),
            _ => Say.It("inbox.no_breach"),
        };
    }

    /// <summary>The first sentences of the page; the strong one carries the verdict.</summary>
    public static IEnumerable<(MarkupString Text, bool IsStrong)> Lead(InboxView view)
    {
        var counts = view.Counts;
        if (view.IsUntouched)
        {
            yield return (Say.It("inbox.untouched"), true);
            yield break;
        }
        string firing = counts is { Firing: > 1, Models: 1 } ? "inbox.lead_firing_together" : "inbox.lead_firing";
        yield return (counts.Firing > 0 ? Say.It(firing, ("n", Figures.Count(counts.Firing)), ("models", Figures.Count(counts.Models)))
            : counts.Acknowledged > 0 ? Say.It("inbox.lead_acknowledged", ("n", Figures.Count(counts.Acknowledged)))
            : Say.It("inbox.lead_quiet"), true);
        if (counts is { Firing: > 0, Acknowledged: > 0 })
            yield return (Say.It("inbox.lead_beside", ("n", Figures.Count(counts.Acknowledged))), false);
        if (counts.Resolved > 0 && counts.Open == 0)
            yield return (Say.It("inbox.lead_resolved", ("n", Figures.Count(counts.Resolved))), false);
    }

    /// <summary>Names of what an alert is about, for the line of those that are folded.</summary>
    public static string SubjectOf(Alert alert, Viewer viewer) => alert.Subject == alert.Measure
        ? MeasureFigures.NameIn(alert.Measure, viewer.Language) : PlainText.Show(alert.Subject, 60);

    /// <summary>True where a column drifted by something else than how far its values moved, such as missing ones: the effect alone would
    /// not say why.</summary>
    public static bool IsBesideEffect(EvaluationPart part) =>
        part.Measure == Effect && ModelWords.IsBreach(part) && part.Threshold is { } bound && part.Value < bound;

    static MarkupString WithSubject(EvaluationPart part, Message reason) => part.Subject == part.Measure
        ? Say.Because("inbox.reason", reason) : Say.Because("inbox.reason_of", reason, ("subject", part.Subject));

    static MarkupString InBoth(string key, string measure, params (string Name, string Value)[] arguments)
    {
        string In(Language language)
        {
            (string, string)[] all = [.. arguments.Select(a => (a.Name, PlainText.Show(a.Value, 120))),
                ("measure", MeasureFigures.NameIn(measure, language))];
            string text = Say.Catalog.Format(Message.Of(key, all), language);
            return PlainText.Encode(measure.Contains("metric.", StringComparison.Ordinal) || key.EndsWith("_of", StringComparison.Ordinal)
                ? text : PlainText.Capital(text));
        }
        return Say.Pair(In(Language.English), In(Language.Chinese));
    }
}
