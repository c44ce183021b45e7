namespace Plumbline.Views.Dashboard;

/// <summary>What stands around a page, and is the same on all of them.</summary>
public sealed record PageFrame
{
    public required Viewer Viewer { get; init; }

    /// <summary>As the browser shows it, in the viewer's language.</summary>
    public required string Title { get; init; }

    /// <summary>Where in the navigation the page is; null: nowhere.</summary>
    public Section? Section { get; init; }

    /// <summary>Alerts that fire, all models the viewer may see.</summary>
    public int Firing { get; init; }

    /// <summary>Path and query of the page, to come back to after switching language or theme.</summary>
    public required string Address { get; init; }

    /// <summary>What forms send to prove that they are ours; null where the page has no form.</summary>
    public FormToken? Token { get; init; }

    /// <summary>Scheme and host of the server, for commands to be copied.</summary>
    public required string Origin { get; init; }

    public required string Version { get; init; }

    /// <summary>Where the stream of changes was when the page began to be read, for the browser to say what it knows; null: it holds
    /// nothing that changes.</summary>
    public string? State { get; init; }

    /// <summary>True when the viewer has a session that can be ended.</summary>
    public bool HasSession { get; init; }

    /// <summary>True: nothing but the brand, for whoever is not let in yet.</summary>
    public bool IsBare { get; init; }

    /// <summary>Up to when everything that was sent is in this page; null: not about data.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>A hidden field.</summary>
public sealed record FormToken(string Field, string Value);

/// <summary>The parts of the dashboard, in the order of the navigation.</summary>
public enum Section
{
    Fleet,
    Alerts,
    Monitors,
    Explore,
    Logs,
    Compare,
    Connect,
    Settings,
}
