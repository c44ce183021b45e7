namespace Plumbline.Client;

/// <summary>Which stored events are wanted. Everything may be left out.</summary>
public sealed record EventFilter
{
    /// <summary>First moment, included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only events of this version.</summary>
    public string? Version { get; init; }

    /// <summary>Only the event of this id.</summary>
    public string? Id { get; init; }

    /// <summary>Values of columns, such as <c>region</c> and <c>south</c>; an empty value means missing. At most 20.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where { get; init; } = [];

    /// <summary>True: only events whose truth is known.</summary>
    public bool OnlyWithTruth { get; init; }

    /// <summary>Columns to return; empty: all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Events of a page, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The <see cref="EventList.Next"/> of the page before; null: the first page.</summary>
    public string? After { get; init; }

    internal string Query() => new QueryText().Add("from", From).Add("to", To).Add("version", Version).Add("id", Id)
        .Add("where", Where.Select(w => $"{w.Key}={w.Value}")).Add("with_truth", OnlyWithTruth)
        .Add("columns", Columns.Count == 0 ? null : string.Join(',', Columns)).Add("limit", Limit).Add("after", After).ToString();
}

/// <summary>Which evaluations are wanted. Everything may be left out.</summary>
public sealed record EvaluationFilter
{
    /// <summary>Only of the monitor of this name.</summary>
    public string? Monitor { get; init; }

    /// <summary>Start of the first window.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Windows that begin before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True: only windows in breach.</summary>
    public bool OnlyBreaches { get; init; }

    /// <summary>Evaluations of a page, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>The <see cref="EvaluationList.Next"/> of the page before; null: the first page.</summary>
    public long? After { get; init; }

    internal string Query() => new QueryText().Add("monitor", Monitor).Add("from", From).Add("to", To).Add("breaches", OnlyBreaches)
        .Add("limit", Limit).Add("after", After).ToString();
}
