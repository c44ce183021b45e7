using System.Globalization;
using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>Which alerts are shown, and how. It is the address of the page.</summary>
public sealed record InboxQuery
{
    /// <summary>Name of the only model; null: all of them.</summary>
    public string? Model { get; init; }

    public InboxState State { get; init; }

    public MonitorSeverity? Severity { get; init; }

    /// <summary>Kind of the monitor; null: all kinds.</summary>
    public MonitorKind? Kind { get; init; }

    /// <summary>Part of the name of a model, monitor, column or measure.</summary>
    public string Search { get; init; } = "";

    public InboxSort Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The address that shows this.</summary>
    public string Address => new AddressText("/alerts").Add("model", Model).Add("state", State == default ? null : Word(State))
        .Add("severity", Severity is { } severity ? Word(severity) : null).Add("kind", Kind is { } kind ? Word(kind) : null)
        .Add("q", Search.Length > 0 ? Search : null).Add("sort", Sort == default ? null : Word(Sort))
        .Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null).ToString();

    static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

public enum InboxState
{
    /// <summary>Firing, acknowledged or not.</summary>
    Open,

    /// <summary>Firing, and nobody said that they have seen it.</summary>
    Firing,
    Acknowledged,
    Resolved,
}

public enum InboxSort
{
    /// <summary>What nobody has seen first, then the most severe, then the newest.</summary>
    Urgency,
    Newest,
    Oldest,
    Model,
}
