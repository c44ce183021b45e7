using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Rendering.Checks;

/// <summary>Whether a suite as a whole passed.</summary>
static class CheckOutcome
{
    /// <summary>True unless a condition failed or names something that is not there; strictly, unless one could not be judged
    /// either.</summary>
    public static bool Passed(SuiteResult result, bool strict) => !result.Outcomes.Any(o => Breaks(o.Status, strict));

    /// <summary>True when an outcome of this status makes the suite fail.</summary>
    public static bool Breaks(ConditionStatus status, bool strict) => status switch
    {
        ConditionStatus.Failed or ConditionStatus.Error => true,
        ConditionStatus.InsufficientData => strict,
        ConditionStatus.Passed or ConditionStatus.Warning => false,
    };
}
