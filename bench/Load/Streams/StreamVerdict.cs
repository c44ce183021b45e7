using System.Globalization;
using System.Text.Json;

namespace Plumbline.Load.Streams;

/// <summary>What was flagged in a stretch of time, beside what is known of it.</summary>
public sealed record StreamVerdict
{
    /// <summary>A flag in fewer windows than this share is taken for chance.</summary>
    const double Chance = .1, Half = .5;

    public required Stretch Stretch { get; init; }

    /// <summary>Windows that were judged.</summary>
    public required int Windows { get; init; }

    /// <summary>Windows by what was flagged in them, most often first.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Flags { get; init; }

    /// <summary>Start of the first window with any flag; null: none.</summary>
    public DateTimeOffset? First { get; init; }

    public IEnumerable<string> Disagreements
    {
        get
        {
            if (Windows == 0) yield return "no window was judged";
            var shares = Flags.ToDictionary(f => f.Key, f => f.Value / (double)Windows, StringComparer.Ordinal);
            foreach (string must in Stretch.MustFlag)
                if (shares.GetValueOrDefault(must) < Half) yield return $"{NameOf(must)} is not flagged in half of the windows";
            if (Stretch.MayFlag is not { } may) yield break;
            foreach (var (name, share) in shares)
                if (share > Chance && !may.Contains(name)) yield return $"{NameOf(name)} should be quiet";
        }
    }

    public static StreamVerdict Of(Stretch stretch, IEnumerable<JsonElement> evaluations)
    {
        JsonElement[] inside = [.. evaluations.Where(e => e.GetProperty("from").GetDateTimeOffset() < stretch.To && e.GetProperty("to")
            .GetDateTimeOffset() > stretch.From
            && e.GetProperty("rows").GetInt64() > 0)];
        var flagged = inside.SelectMany(e => FlagsOf(e).Select(f => (Window: e.GetProperty("from").GetDateTimeOffset(), Flag: f)))
            .Distinct().ToList();
        return new StreamVerdict
        {
            Stretch = stretch,
            Windows = inside.Select(e => e.GetProperty("from").GetDateTimeOffset()).Distinct().Count(),
            Flags = [.. flagged.CountBy(f => f.Flag, StringComparer.Ordinal).OrderByDescending(f => f.Value).ThenBy(f => f.Key,
                StringComparer.Ordinal)],
            First = flagged.Count == 0 ? null : flagged.Min(f => f.Window),
        };
    }

    /// <summary>As a row of a Markdown table.</summary>
    public string Row(string stream)
    {
        string flags = Flags.Count == 0 ? "nothing" : string.Join(", ", Flags.Select(f => string.Create(CultureInfo.InvariantCulture,
            $"{NameOf(f.Key)} {f.Value}")));
        string[] disagreements = [.. Disagreements];
        string first = First is { } at ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "-";
        return $"| {stream} | {Stretch.Name} | {Stretch.Known} | {Windows} | {first} | {flags} | {(disagreements.Length == 0 ? "yes" : "no: " + string.Join("; ", disagreements))} |";
    }

    static IEnumerable<string> FlagsOf(JsonElement evaluation)
    {
        if (!IsBreach(evaluation)) return [];
        if (evaluation.GetProperty("monitor").GetString() == "quality") return [StreamSources.Quality];
        return evaluation.GetProperty("parts").EnumerateArray().Where(IsBreach).Select(p => p.GetProperty("subject").GetString()!);
    }

    static bool IsBreach(JsonElement judged) => judged.GetProperty("status").GetString() is "warning" or "critical";

    static string NameOf(string flag) => flag == StreamSources.Quality ? "quality" : flag.Length == 0 ? "all rows" : flag;
}
