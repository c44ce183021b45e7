using Plumbline.Engine.Monitors;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>One column of a model in one window.</summary>
public sealed record ColumnView
{
    /// <summary>The model's page of the same window.</summary>
    public required ModelView Of { get; init; }

    /// <summary>The column beside the baseline's.</summary>
    public required ColumnReport Column { get; init; }

    /// <summary>The next column in the order of the model's page; null behind the last.</summary>
    public string? Next { get; init; }

    /// <summary>The column's side of the window in each segment value, largest first.</summary>
    public IReadOnlyList<SegmentColumn> Segments { get; init; } = [];

    /// <summary>Newest rows of the window; null: not asked yet.</summary>
    public IReadOnlyList<EventRow>? Rows { get; init; }

    public Window Window => Of.Window.GetValueOrDefault();
}

/// <summary>A column in one segment value.</summary>
/// <param name="Mean">NaN for what are no numbers.</param>
public sealed record SegmentColumn(string Segment, string Value, long Rows, long Missing, double Mean)
{
    public double MissingShare => Rows == 0 ? 0 : Missing / (double)Rows;
}
