using Plumbline.Engine.Messages;
using Plumbline.Engine.Operations;

namespace Plumbline.Views.Words;

/// <summary>Names of measures whose path holds a name or a number: quantile.0.95, label.cat.recall, metric.queue.mean.</summary>
static class MeasurePaths
{
    const string Quantile = "quantile.", Label = "label.", Failed = "failed_checks.", Check = "check.", PValue = ".p_value";

    /// <summary>Null for a path of none of these shapes.</summary>
    public static string? NameIn(string path, Language language)
    {
        if (CustomMetric.TryParse(path, out var metric))
            return Text("metric", language, ("metric", metric.Name), ("statistic", Say.Plain("statistic." + metric.Statistic, language)));
        if (path.StartsWith(Quantile, StringComparison.Ordinal)) return Text("quantile", language, ("q", path[Quantile.Length..]));
        if (path.StartsWith(Failed, StringComparison.Ordinal))
            return Text("failed_checks_of", language, ("check", CheckIn(path[Failed.Length..], language)));
        if (path.StartsWith(Check, StringComparison.Ordinal))
            return Text("check_of", language, ("check", CheckIn(path[Check.Length..], language)));
        if (path.EndsWith(PValue, StringComparison.Ordinal))
            return Text("p_value_of", language, ("measure", Wording.MeasureIn(path[..^PValue.Length], language)));
        int dot = path.LastIndexOf('.');
        return path.StartsWith(Label, StringComparison.Ordinal) && dot > Label.Length ? Text("of_label", language,
            ("measure", Wording.MeasureIn(path[(dot + 1)..], language)), ("label", path[Label.Length..dot])) : null;
    }

    static string CheckIn(string check, Language language) =>
        Say.Has("check." + check) ? Wording.Inside(Say.Plain("check." + check, language))
        : check.Replace('_', ' ');

    static string Text(string key, Language language, params ReadOnlySpan<(string, string)> arguments) =>
        Say.Catalog.Format(Message.Of("measure_of." + key, arguments), language);
}
