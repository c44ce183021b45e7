using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Reads;

/// <summary>Which events, as parameters of the address.</summary>
sealed record EventParameters
{
    public const int MostConditions = 20;

    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [FromQuery(Name = "version")]
    public string? Version { get; init; }

    [FromQuery(Name = "environment")]
    public string? Environment { get; init; }

    [FromQuery(Name = "id")]
    public string? Id { get; init; }

    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    [FromQuery(Name = "where")]
    public string[]? Where { get; init; }

    [FromQuery(Name = "between")]
    public string[]? Between { get; init; }

    [FromQuery(Name = "with_truth")]
    public string? WithTruth { get; init; }

    [FromQuery(Name = "columns")]
    public string? Columns { get; init; }

    [FromQuery(Name = "evaluation")]
    public string? Evaluation { get; init; }

    [FromQuery(Name = "subject")]
    public string? Subject { get; init; }

    [FromQuery(Name = "measure")]
    public string? Measure { get; init; }

    /// <summary>The rows that meet every condition.</summary>
    public EventQuery Query()
    {
        var (from, to) = (ReadQuery.Time("from", From), ReadQuery.Time("to", To));
        if (from >= to) throw ProblemException.InvalidQuery("to", To, "a time after 'from'", "'to' is not after 'from'.");
        return Query(from, to);
    }

    EventQuery Query(DateTimeOffset? from, DateTimeOffset? to) => new()
    {
        From = from,
        To = to,
        Version = Version,
        Environment = Environment,
        Id = Id,
        Tag = ReadQuery.Pair("tag", Tag),
        OnlyWithTruth = ReadQuery.Flag("with_truth", WithTruth),
        Columns = ReadQuery.Names(Columns),
        Where = [.. Bounded("where", Where).Select(ValueOf)],
        Between = [.. Bounded("between", Between).Select(RangeOf)],
    };

    static string[] Bounded(string field, string[]? conditions) => conditions is null ? [] : conditions.Length <= MostConditions
        ? conditions
        : throw ProblemException.InvalidQuery(field, null, $"at most {MostConditions} conditions",
            $"There are {conditions.Length} conditions; one request may have {MostConditions}.");

    static KeyValuePair<string, string?> ValueOf(string text)
    {
        var (column, value) = ReadQuery.Pair("where", text)!.Value;
        return new(column, value.Length == 0 ? null : value);
    }

    static (string Column, double Low, double High) RangeOf(string text)
    {
        var (column, range) = ReadQuery.Pair("between", text)!.Value;
        string[] ends = range.Split("..");
        if (ends.Length == 2 && End(ends[0], double.NegativeInfinity) is { } low && End(ends[1], double.PositiveInfinity) is { } high
            && low <= high)
            return (column, low, high);
        throw ProblemException.InvalidQuery("between", text, "COLUMN=LOW..HIGH, either of which may be left out",
            $"'{ProblemException.Shorten(text)}' is not COLUMN=LOW..HIGH.");
    }

    static double? End(string text, double open) => text.Length == 0 ? open
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) ? number
            : null;
}
