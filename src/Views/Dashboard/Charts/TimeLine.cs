using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>A value over time.</summary>
/// <param name="Name">Written at its end; names of columns are shown as text.</param>
public sealed record TimeLine(string Name, LineKind Kind, IReadOnlyList<TimePoint> Points);

public enum LineKind
{
    /// <summary>What the chart is about.</summary>
    Main,
    Second,

    /// <summary>One of many, to compare with; without a name.</summary>
    Context,
}

/// <summary>A value of one window.</summary>
/// <param name="Value">NaN when undefined: the line has a gap.</param>
/// <param name="Title">Read out and shown on hover, in the viewer's language.</param>
public sealed record TimePoint(Window Window, double Value, double? Low, double? High, PointKind Kind, string Title);

public enum PointKind
{
    /// <summary>A point of a line.</summary>
    Plain,

    /// <summary>Measured, everything known.</summary>
    Sure,

    /// <summary>Labels are still arriving.</summary>
    Open,

    /// <summary>Too few rows.</summary>
    Few,
    Breach,
}
