namespace Plumbline.Engine.Monitors;

/// <summary>Names of the measures that are neither the suites' nor <see cref="Operations.OperationsMeasures"/>.</summary>
public static class MonitorMeasures
{
    /// <summary>Seconds since the last event.</summary>
    public const string Age = "age";

    /// <summary>Events of the window.</summary>
    public const string Rows = "rows";
}
