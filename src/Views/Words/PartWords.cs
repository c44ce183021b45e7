using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Suites;

namespace Plumbline.Views.Words;

/// <summary>What a monitor found of a column, of some rows or of a measure, as people say it.</summary>
static class PartWords
{
    /// <summary>Framed by a sentence with <c>{said}</c>, without a full stop of its own.</summary>
    /// <param name="finding">What was found.</param>
    /// <param name="frame">Key of the sentence around it.</param>
    /// <param name="arguments">Its other arguments.</param>
    public static MarkupString Said(PartFinding finding, string frame, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var message = Message.Of(frame, arguments);
        string In(Language language) => PlainText.Encode(Say.Catalog.Format(message with
        {
            Arguments = Shown(message).Arguments.SetItem("said",
                Said(finding, language).Replace(" %", "\u00a0%", StringComparison.Ordinal)),
        }, language));
        return Say.Pair(In(Language.English), In(Language.Chinese));
    }

    /// <summary>The same as text of one language: what is so, and what is usual.</summary>
    public static string Said(PartFinding finding, Language language)
    {
        var reason = finding.Reason;
        if (!IsBound(reason.Key)) return Other(finding, reason, language);
        string said = Clause(finding, language);
        double? usual = finding.Part.Expected ?? finding.Usual;
        if (usual is { } known && double.IsFinite(known))
        {
            bool isOfOutcomes = SuiteMeasures.Find(SuiteScope.Quality, finding.Part.Measure) is not null
                && SuiteMeasures.Find(SuiteScope.Column, finding.Part.Measure) is null;
            return Text(isOfOutcomes ? "said.against" : "said.usually", language, ("said", said),
                ("usual", PartFigures.Of(finding.Part.Measure, known, language)));
        }
        return finding.Part.Threshold is not { } bound ? said
            : Text(reason.Key.StartsWith("monitor.below", StringComparison.Ordinal) ? "said.at_least" : "said.at_most", language,
                ("said", said), ("bound", PartFigures.Of(finding.Part.Measure, bound, language)));
    }

    static bool IsBound(string key) => key.StartsWith("monitor.above", StringComparison.Ordinal)
        || key.StartsWith("monitor.below", StringComparison.Ordinal) || key.StartsWith("monitor.within", StringComparison.Ordinal)
        || key == "monitor.unsure";

    static string Clause(PartFinding finding, Language language)
    {
        var part = finding.Part;
        if (CustomMetric.TryParse(part.Measure, out var metric))
            return Text("said.metric", language, ("metric", metric.Name), ("statistic", Text("statistic." + metric.Statistic, language)),
                ("value", PartFigures.Of(part.Measure, part.Value, language)));
        bool isColumn = finding.Column is not null;
        return Text(KeyOf(part, isColumn), language, [("column", finding.Column ?? ""), .. Rows(finding, language),
            ("n", Figures.Count(part.N)), ("value", PartFigures.WithInterval(part, language)),
            ("measure", Wording.Inside(Wording.MeasureIn(part.Measure, language)))]);
    }

    static string KeyOf(EvaluationPart part, bool isColumn)
    {
        string key = "said." + (isColumn && part.Measure == "failed_checks" ? "column_checks" : part.Measure);
        string extreme = part.Value >= 1 ? key + "_all" : part.Value == 0 ? key + "_none" : key;
        if (PartFigures.IsShare(part.Measure) && Say.Has(extreme)) return extreme;
        bool isTold = Say.Has(key) && (isColumn || !Say.Catalog.Template(key, Language.English)
            .Contains("{column}", StringComparison.Ordinal));
        return isTold ? key : isColumn ? "said.column_measure" : "said.measure";
    }

    // What a kind's own rule says is a sentence already; it is told of what it is.
    static string Other(PartFinding finding, Message reason, Language language)
    {
        var rows = Rows(finding, language);
        switch (reason.Key)
        {
            case "monitor.absent":
                return Text("said.absent", language, rows);
            case "suite.said.lost":
                return Text("said.lost", language, [("column", finding.Column ?? finding.Part.Subject), .. rows]);
            case "monitor.volume_fell" or "monitor.volume_rose":
                return Text("said" + reason.Key["monitor".Length..], language,
                    [.. rows, .. reason.Arguments.Select(a => (a.Key, a.Value))]);
        }
        string said = Sentence(reason, language);
        if (reason.Key.StartsWith("drift.", StringComparison.Ordinal))
            return Text("said.drift", language, [("column", finding.Column ?? finding.Part.Subject), .. rows, ("reason", said)]);
        // A check names its column by itself.
        bool isNamed = reason.Arguments.ContainsKey("column") && finding.Rows is null;
        return isNamed || finding.Part.Subject == finding.Part.Measure ? said
            : Text("said.about", language, ("subject", finding.Rows ?? finding.Part.Subject), ("reason", said));
    }

    static (string, string)[] Rows(PartFinding finding, Language language) => finding.Rows is not { } rows ? [("of", ""), ("where", "")]
        : [("of", Text("said.of", language, ("rows", rows))), ("where", Text("said.where", language, ("rows", rows)))];

    static string Sentence(Message reason, Language language) => Say.Catalog.Format(Shown(Say.Named(reason, language)), language)
        .TrimEnd('.', '。');

    static Message Shown(Message message) =>
        message with { Arguments = message.Arguments.SetItems(message.Arguments.Select(a => KeyValuePair.Create(a.Key,
            Say.Short(a.Value)))) };

    static string Text(string key, Language language, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        var message = Message.Of(key, arguments);
        // Clauses stand in each other, so only what somebody named is cut.
        foreach (string name in (string[])["column", "metric", "rows", "subject"])
            if (message.Arguments.TryGetValue(name, out string? value))
                message = message with { Arguments = message.Arguments.SetItem(name, Say.Short(value)) };
        return Say.Catalog.Format(message, language);
    }
}
