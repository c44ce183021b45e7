using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Monitors;

/// <summary>Which rows of a window are looked at; null: all.</summary>
readonly record struct RowSelection(string? Version, string? Environment)
{
    public static RowSelection Of(MonitorDefinition monitor) => new(monitor.Version, monitor.Environment);

    /// <summary>Everything that is known by cells of segment values.</summary>
    public bool IsOfSegment => Environment is not null;

    /// <summary>True for a cell of all rows of the selection.</summary>
    public bool Holds(CellKey key) => (Version is null || key.Version == Version)
        && (Environment is null || key.Segment is (LiveColumns.Environment, var value) && value == Environment);

    /// <summary>The cells that hold the rows of the selection.</summary>
    public CellQuery Narrow(CellQuery query) => query with
    {
        Version = Version,
        Segment = Environment is null ? null : new(LiveColumns.Environment, Environment),
    };

    public EventQuery Narrow(EventQuery query) => query with { Version = Version, Environment = Environment };
}
