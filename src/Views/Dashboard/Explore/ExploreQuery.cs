using System.Globalization;

namespace Plumbline.Views.Dashboard;

/// <summary>Which rows are shown, and what of them. It is the address of the page.</summary>
public sealed record ExploreQuery
{
    public const string Path = "/explore", EventPath = "/explore/event", ExportPath = "/explore/export";

    /// <summary>Null: none is chosen yet.</summary>
    public string? Model { get; init; }

    public ExploreTab Tab { get; init; }

    /// <summary>The stretch of time where neither end is given.</summary>
    public ExploreSpan Last { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Version { get; init; }

    public string? Environment { get; init; }

    public string? Id { get; init; }

    public KeyValuePair<string, string>? Tag { get; init; }

    /// <summary>Value of a column; null value: missing.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Where { get; init; } = [];

    /// <summary>Closed range of a numeric column; infinite ends are open.</summary>
    public IReadOnlyList<(string Column, double Low, double High)> Between { get; init; } = [];

    public TruthState Truth { get; init; }

    /// <summary>Number of an evaluation whose rows are asked for.</summary>
    public long? Evaluation { get; init; }

    /// <summary>Of it the part whose rows are asked for; null: every row of the window.</summary>
    public string? Subject { get; init; }

    public string? Measure { get; init; }

    /// <summary>Columns shown, in this order; empty: those that say most.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The column whose distribution is shown; null: the one that says most.</summary>
    public string? Column { get; init; }

    /// <summary>Part of the name of a column to be shown.</summary>
    public string Find { get; init; } = "";

    /// <summary>Where the page begins; null: with the newest row.</summary>
    public string? After { get; init; }

    /// <summary>Of rejected rows: the field at fault.</summary>
    public string? Field { get; init; }

    /// <summary>Of rejected rows: a part of the reason.</summary>
    public string? Reason { get; init; }

    public string Address => AddressOf(Path).ToString();

    /// <summary>The address as fields of a form.</summary>
    internal IReadOnlyList<(string Name, string Value)> Fields => AddressOf(Path).Parameters;

    /// <summary>The present rows as a file.</summary>
    /// <param name="format">csv or parquet.</param>
    public string ExportAddress(string format) => Rows(new AddressText(ExportPath)).Add("format", format).ToString();

    /// <summary>The first page of what this asks for.</summary>
    public ExploreQuery Newest => this with { After = null };

    /// <summary>Narrowed to the rows with a value; null: without one.</summary>
    public ExploreQuery With(string column, string? value) => Newest with { Where = [.. Where, new(column, value)] };

    public ExploreQuery Without(KeyValuePair<string, string?> condition) => Newest with { Where = [.. Where.Where(w =>
        !w.Equals(condition))] };

    public ExploreQuery Without((string Column, double Low, double High) range) =>
        Newest with { Between = [.. Between.Where(b => b != range)] };

    /// <summary>Address of one event.</summary>
    public static string EventAddress(string model, string id, long? seq, long? evaluation) => new AddressText(EventPath)
        .Add("model", model).Add("id", id).Add("seq", seq).Add("evaluation", evaluation).ToString();

    /// <summary>A range as it stands in an address.</summary>
    public static string RangeText((string Column, double Low, double High) range) => $"{range.Column}={End(range.Low)}..{End(range.High)}";

    /// <summary>An end of a range; empty where it is open.</summary>
    public static string End(double end) => double.IsInfinity(end) ? "" : end.ToString("R", CultureInfo.InvariantCulture);

    AddressText AddressOf(string path)
    {
        var address = Rows(new AddressText(path));
        if (Tab != ExploreTab.Events) address.Add("tab", Word(Tab));
        address.AddAll("show", Columns).Add("column", Column).Add("find", Find.Length > 0 ? Find : null);
        return address.Add("field", Field).Add("reason", Reason).Add("after", After);
    }

    AddressText Rows(AddressText address)
    {
        address.Add("model", Model).Add("evaluation", Evaluation).Add("subject", Subject).Add("measure", Measure);
        if (From is null && To is null && Last != ExploreSpan.Day) address.Add("last", Word(Last));
        address.Add("from", From).Add("to", To).Add("version", Version).Add("environment", Environment).Add("id", Id);
        if (Tag is { } tag) address.Add("tag", $"{tag.Key}={tag.Value}");
        address.AddAll("where", Where.Select(w => $"{w.Key}={w.Value}")).AddAll("between", Between.Select(RangeText));
        return Truth == TruthState.Any ? address : address.Add("truth", Word(Truth));
    }

    static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

public enum ExploreTab
{
    Events,
    Rejected,
}

/// <summary>A stretch of time up to the last event.</summary>
public enum ExploreSpan
{
    Day,
    Hour,
    Week,
    Month,
    All,
}

/// <summary>Whether the label of an event is known.</summary>
public enum TruthState
{
    Any,
    Known,
    Open,
}
