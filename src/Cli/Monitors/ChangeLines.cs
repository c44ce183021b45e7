using Plumbline.Cli.Output;
using Plumbline.Protocol;

namespace Plumbline.Cli.Monitors;

/// <summary>What applying a file changes, as lines: green is new, red goes, yellow is different.</summary>
static class ChangeLines
{
    const string Green = "\e[32m", Red = "\e[31m", Yellow = "\e[33m", Plain = "\e[0m";

    public static bool Any(MonitorChanges changes) => changes.Changes.Any(c => c.Change != "unchanged");

    public static IEnumerable<string> Of(MonitorChanges changes, bool colours)
    {
        foreach (MonitorChangeView change in changes.Changes.Where(c => c.Change != "unchanged"))
        {
            (string sign, string colour) = change.Change switch
            {
                "created" => ("+", Green),
                "deleted" => ("-", Red),
                _ => ("~", Yellow),
            };
            yield return Painted($"{sign} {Neutral.Line(change.Model)}/{Neutral.Line(change.Monitor)}", colour, colours);
            if (change.Change == "deleted") continue;
            foreach (FieldChangeView field in change.Fields) yield return "    " + Line(field);
        }
        yield return Summary(changes);
    }

    static string Line(FieldChangeView field) => Neutral.Line((field.From, field.To) switch
    {
        (null, { } to) => $"{field.Name}: {to}",
        ({ } from, null) => $"{field.Name}: {from} -> (left out)",
        var (from, to) => $"{field.Name}: {from} -> {to}",
    });

    static string Summary(MonitorChanges changes)
    {
        int Count(string change) => changes.Changes.Count(c => c.Change == change);
        string done = changes.IsApplied ? "were" : "would be";
        return $"{Count("created")} {done} created, {Count("changed")} changed, {Count("deleted")} deleted; {Count("unchanged")} stay as "
            + "they are.";
    }

    static string Painted(string text, string colour, bool colours) => colours ? colour + text + Plain : text;
}
