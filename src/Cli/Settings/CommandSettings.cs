using System.Globalization;
using Plumbline.Cli.CommandLine;

namespace Plumbline.Cli.Settings;

/// <summary>What was asked for: flags over configuration file. Reading a wrong value notes a problem and goes on, so that all are told at
/// once.</summary>
sealed class CommandSettings(IReadOnlyDictionary<string, SettingValues> values)
{
    readonly List<string> _problems = [];

    public bool Has(Flag flag) => values.ContainsKey(flag.Name);

    public string Origin(Flag flag) => values.TryGetValue(flag.Name, out SettingValues? given) ? given.Origin : flag.Dashed;

    /// <summary>Notes a problem; <see cref="ThrowIfWrong"/> tells it.</summary>
    public void Problem(string problem) => _problems.Add(problem);

    public void ThrowIfWrong()
    {
        if (_problems.Count > 0) throw new UsageException([.. _problems.Distinct()]);
    }

    public string? Text(Flag flag)
    {
        if (!values.TryGetValue(flag.Name, out SettingValues? given)) return null;
        if (given.Values.Length != 1)
        {
            Problem($"{given.Origin} takes one value, but {given.Values.Length} were given: {string.Join(", ", given.Values)}.");
            return null;
        }
        if (given.Values[0].Length == 0) Problem($"{given.Origin} is empty; give {flag.Placeholder} or leave it out.");
        return given.Values[0];
    }

    public string Required(Flag flag, string example)
    {
        if (!Has(flag)) Problem($"{flag.Dashed} is missing; for example: {example}");
        return Text(flag) ?? "";
    }

    public IReadOnlyList<string> Texts(Flag flag) => values.TryGetValue(flag.Name, out SettingValues? given) ? given.Values : [];

    public bool Switch(Flag flag) =>
        Choice(flag, new Dictionary<string, bool> { ["yes"] = true, ["no"] = false, ["true"] = true, ["false"] = false }) ?? false;

    public double? Number(Flag flag)
    {
        if (Text(flag) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)) return number;
        Problem($"{Origin(flag)}: '{text}' is not a number; write it like 0.5.");
        return null;
    }

    public ulong? WholeNumber(Flag flag)
    {
        if (Text(flag) is not { } text) return null;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)) return number;
        Problem($"{Origin(flag)}: '{text}' is not a whole number from 0 up.");
        return null;
    }

    /// <summary>One of a closed set of words.</summary>
    public T? Choice<T>(Flag flag, IReadOnlyDictionary<string, T> choices) where T : struct
    {
        if (Text(flag) is not { Length: > 0 } text) return null;
        if (choices.TryGetValue(text, out T chosen)) return chosen;
        NotAllowed(flag, text, flag.Choices.IsEmpty ? choices.Keys : flag.Choices);
        return null;
    }

    /// <summary>Notes that a word is not one of those allowed.</summary>
    public void NotAllowed(Flag flag, string text, IEnumerable<string> allowed) =>
        Problem($"{Origin(flag)}: '{text}' is not known; allowed: {string.Join(", ", allowed)}.{Suggestions.DidYouMean(text, allowed)}");
}
