using System.Globalization;
using System.Text;

namespace Plumbline.Views.Dashboard;

/// <summary>What of a model is shown. It is the address of the page.</summary>
public sealed record ModelQuery
{
    public required string Model { get; init; }

    /// <summary>Start of the window; null: the newest.</summary>
    public DateTimeOffset? Window { get; init; }

    /// <summary>Measure of quality over time; null: the one shown first.</summary>
    public string? Measure { get; init; }

    public ColumnSort Sort { get; init; }

    public bool Turned { get; init; }

    /// <summary>Part of a column's name.</summary>
    public string Find { get; init; } = "";

    /// <summary>Page of the columns, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Parts that are worked out of rows and therefore asked for by themselves.</summary>
    public ModelMore More { get; init; }

    public string Address
    {
        get
        {
            var address = new StringBuilder(Pages.Model(Model));
            int length = address.Length;
            void Add(string name, string value) => address.Append(address.Length == length ? '?' : '&').Append(name).Append('=')
                .Append(Uri.EscapeDataString(value));
            if (Window is { } window) Add("window", Text(window));
            if (Measure is { } measure) Add("measure", measure);
            if (Sort != ColumnSort.Verdict) Add("sort", Sort.ToString().ToLowerInvariant());
            if (Turned) Add("turned", "true");
            if (Find.Length > 0) Add("find", Find);
            if (Page > 1) Add("page", Page.ToString(CultureInfo.InvariantCulture));
            if (More != ModelMore.Nothing) Add("more", More.ToString().ToLowerInvariant());
            return address.ToString();
        }
    }

    public ModelQuery SortedBy(ColumnSort sort) =>
        this with { Sort = sort, Turned = sort == Sort && !Turned, More = ModelMore.Nothing, Page = 1 };

    /// <summary>A moment as it stands in an address.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
        CultureInfo.InvariantCulture);
}

public enum ColumnSort
{
    Verdict,
    Name,
    Missing,
    Effect,
    Psi,
}

public enum ModelMore
{
    Nothing,
    Outcomes,
    Metrics,
    Versions,
}
