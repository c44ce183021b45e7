using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>Rows of a model, or what it rejected.</summary>
public sealed record ExploreView
{
    public required ExploreQuery Query { get; init; }

    /// <summary>Every model the viewer may see.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Null while none is chosen.</summary>
    public ModelDefinition? Model { get; init; }

    /// <summary>What of the address cannot be done; then nothing is shown but the form.</summary>
    public IReadOnlyList<Message> Problems { get; init; } = [];

    /// <summary>What is missing on the page because the store did not answer in time.</summary>
    public IReadOnlyList<Message> Late { get; init; } = [];

    /// <summary>Time of the last event; null: there never was one.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>The stretch of time that is asked for; an open end is null.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>The verdict whose rows are shown.</summary>
    public VerdictBehind? Verdict { get; init; }

    /// <summary>The conditions that hold, those of the verdict among them.</summary>
    public EventQuery? Asked { get; init; }

    public RowCount? Count { get; init; }

    /// <summary>What the rows have in common and the others have not.</summary>
    public IReadOnlyList<CommonValue> Common { get; init; } = [];

    public IReadOnlyList<ShownColumn> Columns { get; init; } = [];

    /// <summary>Null: they could not be read in time.</summary>
    public IReadOnlyList<EventRow>? Rows { get; init; }

    /// <summary>Where the next page begins; null behind the last row.</summary>
    public string? Next { get; init; }

    /// <summary>Columns that can be shown beside those that are: found by name, or the first.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>How many columns there are to be shown.</summary>
    public int AllColumns { get; init; }

    public Distribution? Distribution { get; init; }

    public RejectedPage? Rejected { get; init; }
}

/// <summary>A verdict and what it is about.</summary>
/// <param name="Column">The column it is about; null for the window as a whole.</param>
public sealed record VerdictBehind(Evaluation Evaluation, MonitorDefinition? Monitor, EvaluationPart? Part, string? Column);

/// <summary>How many rows there are.</summary>
/// <param name="Chosen">That meet every condition.</param>
/// <param name="All">Of the stretch of time, whatever they hold.</param>
public sealed record RowCount(long Chosen, long All);

/// <summary>A value that nearly all of the chosen rows have.</summary>
/// <param name="Share">Of the chosen rows, in [0, 1].</param>
/// <param name="ShareOfAll">Of all rows of the stretch of time.</param>
/// <param name="OneIn">One row in so many was looked at.</param>
public sealed record CommonValue(string Column, string Value, double Share, double ShareOfAll, int OneIn);

/// <summary>A column of the table of rows.</summary>
/// <param name="IsOfVerdict">True when the verdict, or a condition, is about it.</param>
/// <param name="Baseline">What its values usually are; null where nobody has said.</param>
public sealed record ShownColumn(ColumnDefinition Column, bool IsOfVerdict, ColumnProfile? Baseline);

/// <summary>A column of the chosen rows beside what it is compared with.</summary>
/// <param name="Column">Both sides: compared with left, chosen right.</param>
/// <param name="Against">Name of the baseline; null: the other rows of the stretch of time.</param>
/// <param name="OneIn">One row in so many was looked at.</param>
public sealed record Distribution(ColumnReport Column, string? Against, int OneIn);
