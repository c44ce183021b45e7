using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Conditions that a report is held to.</summary>
/// <param name="Name">How the suite is called in its results.</param>
/// <param name="Conditions">In the order they are written and answered.</param>
public sealed record Suite(string Name, IReadOnlyList<SuiteCondition> Conditions);

/// <summary>One condition: a measure of a target, and what is expected of it.</summary>
public sealed record SuiteCondition
{
    /// <summary>A name of the user's choice; empty for one made from target, measure and expectation.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is measured.</summary>
    public required SuiteTarget Target { get; init; }

    /// <summary>A path of <see cref="SuiteMeasures"/>, such as <c>missing_share</c> or <c>accuracy</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>What is asked of the current set.</summary>
    public required Expectation Expected { get; init; }

    /// <summary>A broken condition of severity error fails the check; a warning is only shown.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Rows below which a number is not judged but called insufficient data, at least 0.</summary>
    public long MinimumRows { get; init; } = 30;
}

/// <summary>Where a condition's measure is found.</summary>
/// <param name="Scope">The part of the report.</param>
/// <param name="Name">Column scope: a column's name or a glob with <c>*</c> and <c>?</c> (a name containing them is tried literally first).
/// Segment and fairness: the segment or protected column, or a glob. Others: null.</param>
/// <param name="Part">Segment: the value, or a glob. Others: null.</param>
public sealed record SuiteTarget(SuiteScope Scope, string? Name = null, string? Part = null)
{
    /// <summary>The data set as a whole.</summary>
    public static SuiteTarget Dataset { get; } = new(SuiteScope.Dataset);

    /// <summary>Model quality.</summary>
    public static SuiteTarget Quality { get; } = new(SuiteScope.Quality);

    /// <summary>Every column.</summary>
    public static SuiteTarget EveryColumn { get; } = Column("*");

    /// <summary>The column or columns of a name or glob.</summary>
    public static SuiteTarget Column(string name) => new(SuiteScope.Column, name);

    /// <summary>The segments of a segment column.</summary>
    public static SuiteTarget Segment(string column = "*", string value = "*") => new(SuiteScope.Segment, column, value);

    /// <summary>The groups of a protected column.</summary>
    public static SuiteTarget Fairness(string column = "*") => new(SuiteScope.Fairness, column);
}

/// <summary>The parts of a report that conditions speak of.</summary>
public enum SuiteScope
{
    Dataset,
    Column,
    Quality,
    Segment,
    Fairness,
}
