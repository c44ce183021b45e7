using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>Monitors of all models.</summary>
public sealed record MonitorsView
{
    public const int OnPage = 50;

    public required MonitorsQuery Query { get; init; }

    public required IReadOnlyList<MonitorRow> Rows { get; init; }

    /// <summary>How many there are on all pages.</summary>
    public required int All { get; init; }

    /// <summary>How many of them are active, whatever page is shown.</summary>
    public required int Active { get; init; }

    /// <summary>How many of them have a firing alert.</summary>
    public required int Firing { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>True when no model has a monitor, whatever is chosen.</summary>
    public bool IsUntouched { get; init; }

    /// <summary>True when the viewer may change monitors.</summary>
    public bool MayChange { get; init; }

    public int Pages => (All + OnPage - 1) / OnPage;
}

/// <summary>A monitor with what it said last.</summary>
/// <param name="Newest">Evaluation of its newest window; null while there is none.</param>
/// <param name="Firing">Alerts of it that fire.</param>
/// <param name="Fired">Alerts it raised in the last 30 days.</param>
public sealed record MonitorRow(string Model, MonitorDefinition Monitor, Evaluation? Newest, int Firing, int Fired);
