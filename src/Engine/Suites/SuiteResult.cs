using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>What a suite says of a report.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Outcomes">One per condition and thing it names (a glob gives one per column), in the suite's order.</param>
public sealed record SuiteResult(string Suite, IReadOnlyList<ConditionOutcome> Outcomes)
{
    /// <summary>Outcomes of that status.</summary>
    public int CountOf(ConditionStatus status) => Outcomes.Count(o => o.Status == status);
}

/// <summary>The answer to one condition for one thing.</summary>
public sealed record ConditionOutcome
{
    /// <summary>The condition's name, or one made from it; unique with <see cref="Subject"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What was measured: <c>dataset</c>, a column, <c>quality</c>, <c>region = north</c>, a protected column.</summary>
    public required string Subject { get; init; }

    public required SuiteScope Scope { get; init; }

    public required string Measure { get; init; }

    public required ConditionStatus Status { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The current value; NaN when undefined or a word.</summary>
    public double Observed { get; init; } = double.NaN;

    /// <summary>The reference's value; NaN when not needed or undefined.</summary>
    public double Reference { get; init; } = double.NaN;

    /// <summary>What would pass, with the numbers: "at most 0.05", "drop of at most 0.02 from 0.91".</summary>
    public required Message Expected { get; init; }

    /// <summary>A sentence that stands alone.</summary>
    public required Message Message { get; init; }

    /// <summary>Rows behind the current value; null when not known.</summary>
    public long? N { get; init; }
}

/// <summary>How a condition came out.</summary>
public enum ConditionStatus
{
    Passed,

    /// <summary>Broken, and of severity error.</summary>
    Failed,

    /// <summary>Broken, but only of severity warning.</summary>
    Warning,

    /// <summary>Too few rows, or a number that is not defined: neither passed nor broken.</summary>
    InsufficientData,

    /// <summary>The condition names something that is not there; the message names what is near.</summary>
    Error,
}
