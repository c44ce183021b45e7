using System.Globalization;
using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>Which monitors are shown, and how. It is the address of the page.</summary>
public sealed record MonitorsQuery
{
    /// <summary>Name of the only model; null: all of them.</summary>
    public string? Model { get; init; }

    public MonitorKind? Kind { get; init; }

    public MonitorState? State { get; init; }

    /// <summary>Part of the name of a model, monitor, measure or column.</summary>
    public string Search { get; init; } = "";

    public MonitorsSort Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public string Address => new AddressText("/monitors").Add("model", Model)
        .Add("kind", Kind is { } kind ? MonitorWords.Word(kind) : null).Add("state", State is { } state ? MonitorWords.Word(state) : null)
        .Add("q", Search.Length > 0 ? Search : null).Add("sort", Sort == default ? null : MonitorWords.Word(Sort))
        .Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null).ToString();
}

public enum MonitorsSort
{
    Model,

    /// <summary>Those with firing alerts first.</summary>
    Firing,

    /// <summary>Those that fired most in the last 30 days first.</summary>
    Fired,
}
