namespace Plumbline.Views.Dashboard;

/// <summary>The fleet as it is shown: chosen, sorted, grouped, a page of it.</summary>
public sealed record FleetView
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    public required FleetQuery Query { get; init; }

    /// <summary>Every model the viewer may see, worst first.</summary>
    public required IReadOnlyList<FleetRow> All { get; init; }

    public required IReadOnlyList<FleetGroup> Groups { get; init; }

    /// <summary>Rows that were chosen, on all pages.</summary>
    public required int Chosen { get; init; }

    /// <summary>Tags by which models can be grouped.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>True while the first look at the fleet is not over.</summary>
    public bool IsLoading { get; init; }

    public int Pages => Math.Max(1, (Chosen + PageSize - 1) / PageSize);

    public int CountOf(FleetFilter filter) => All.Count(r => Passes(r, filter));

    public static FleetView Of(IEnumerable<FleetRow> rows, FleetQuery query, bool isLoading)
    {
        ArgumentNullException.ThrowIfNull(query);
        FleetRow[] all = [.. rows.OrderBy(r => r, WorstFirst)];
        FleetRow[] chosen = [.. Sorted(all.Where(r => Passes(r, query.Filter) && Matches(r, query.Search)), query)];
        int page = Math.Clamp(query.Page, 1, Math.Max(1, (chosen.Length + PageSize - 1) / PageSize));
        var shown = chosen.Skip((page - 1) * PageSize).Take(PageSize);
        return new FleetView
        {
            Query = query with { Page = page },
            All = all,
            Chosen = chosen.Length,
            Groups = query.By is { } tag ? [.. shown.GroupBy(r => r.Tags.GetValueOrDefault(tag)).OrderBy(g => g.Key is null)
                .ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new FleetGroup(tag, g.Key, [.. g]))]
                    : [new FleetGroup(null, null, [.. shown])],
            Tags = [.. all.SelectMany(r => r.Tags.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            IsLoading = isLoading,
        };
    }

    static readonly Comparer<FleetRow> WorstFirst = Comparer<FleetRow>.Create((a, b) =>
        a.Health != b.Health ? a.Health.CompareTo(b.Health)
        : a.Firing != b.Firing ? b.Firing.CompareTo(a.Firing)
        : string.CompareOrdinal(a.Model, b.Model));

    static bool Passes(FleetRow row, FleetFilter filter) => filter switch
    {
        FleetFilter.All => true,
        FleetFilter.Failing => row.Health == Health.Failing,
        FleetFilter.Watch => row.Health == Health.Watch,
        FleetFilter.Healthy => row.Health == Health.Healthy,
        FleetFilter.Unjudged => row.Health is Health.TooFewRows or Health.NotJudged or Health.NoEvents,
    };

    static bool Matches(FleetRow row, string search) => search.Length == 0
        || row.Model.Contains(search, StringComparison.OrdinalIgnoreCase)
        || row.Tags.Any(t => t.Key.Contains(search, StringComparison.OrdinalIgnoreCase)
            || t.Value.Contains(search, StringComparison.OrdinalIgnoreCase));

    static IEnumerable<FleetRow> Sorted(IEnumerable<FleetRow> rows, FleetQuery query)
    {
        var sorted = query.Sort switch
        {
            FleetSort.Health => rows,
            FleetSort.Model => rows.OrderBy(r => r.Model, StringComparer.OrdinalIgnoreCase),
            FleetSort.Rows => rows.OrderByDescending(r => r.Rows),
            FleetSort.Quality => rows.OrderByDescending(Loss),
            FleetSort.Drift => rows.OrderByDescending(r => r.Drift?.Some ?? -1),
            FleetSort.Integrity => rows.OrderByDescending(r => r.Integrity?.Some ?? -1),
            FleetSort.Latency => rows.OrderByDescending(r => double.IsNaN(r.P95) ? double.NegativeInfinity : r.P95),
            FleetSort.Labels => rows.OrderBy(r => r.LabelsTo ?? DateTimeOffset.MaxValue),
            FleetSort.Alerts => rows.OrderByDescending(r => r.Firing).ThenByDescending(r => r.Acknowledged),
        };
        return query.Turned ? sorted.Reverse() : sorted;
    }

    // Measures differ in kind, so what is compared is the change against the baseline, as a share of it.
    static double Loss(FleetRow row) => row.Quality is { Expected: { } expected, Value: var value } && expected != 0
        && double.IsFinite(value)
        ? Math.Abs(value - expected) / Math.Abs(expected) : -1;
}

/// <summary>Rows under one heading.</summary>
/// <param name="Tag">Name of the tag; null: not grouped.</param>
/// <param name="Value">Its value; null for models without the tag.</param>
public sealed record FleetGroup(string? Tag, string? Value, IReadOnlyList<FleetRow> Rows);
