namespace Plumbline.Views.Dashboard;

/// <summary>What of the fleet is shown, and how. It is the address of the page.</summary>
public sealed record FleetQuery
{
    public string Search { get; init; } = "";

    public FleetFilter Filter { get; init; }

    public FleetSort Sort { get; init; }

    /// <summary>True: the other way round.</summary>
    public bool Turned { get; init; }

    /// <summary>Tag by whose value the models are grouped; null: not grouped.</summary>
    public string? By { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The address that shows this.</summary>
    public string Address => new AddressText("/").Add("q", Search.Length > 0 ? Search : null)
        .Add("show", Filter != FleetFilter.All ? Word(Filter) : null).Add("sort", Sort != FleetSort.Health ? Word(Sort) : null)
        .Add("turned", Turned ? "true" : null).Add("by", By)
        .Add("page", Page > 1 ? (long?)Page : null).ToString();

    /// <summary>The same sorted by something; asked for twice, it is turned round.</summary>
    public FleetQuery SortedBy(FleetSort sort) => this with { Sort = sort, Turned = sort == Sort && !Turned, Page = 1 };

    /// <summary>A word of an address; the first of the set when there is no such word.</summary>
    public static T Parse<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().FirstOrDefault(v => Word(v) == word);

    static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

public enum FleetFilter
{
    All,
    Failing,
    Watch,
    Healthy,
    Unjudged,
}

public enum FleetSort
{
    /// <summary>Worst first.</summary>
    Health,
    Model,
    Rows,
    Quality,
    Drift,
    Integrity,
    Latency,
    Labels,
    Alerts,
}
