using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>One integrity check on one side.</summary>
public sealed record IntegrityCheck
{
    /// <summary>missing, type, infinite, range, unseen_categories, duplicate_rows, duplicate_ids, constant, almost_constant, empty,
    /// correlation, volume, time_gaps, refused_rows, columns.</summary>
    public required string Check { get; init; }

    /// <summary>The column, two columns joined by " x " for correlations, or null for the data set.</summary>
    public string? Column { get; init; }

    /// <summary>reference or current.</summary>
    public required string Set { get; init; }

    public required bool Passed { get; init; }

    /// <summary>A failed check is an error (it harms) or something to look at.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>The number compared; NaN when undefined.</summary>
    public required double Observed { get; init; }

    /// <summary>What would pass: "at most 0.05".</summary>
    public required Message Expected { get; init; }

    public required Message Message { get; init; }
}

/// <summary>How bad a failed check is.</summary>
public enum Severity
{
    Warning,
    Error,
}
