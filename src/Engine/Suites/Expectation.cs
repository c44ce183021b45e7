namespace Plumbline.Engine.Suites;

/// <summary>What is expected of a measure. Absolute: at_most, at_least, equals, between. Relative to the reference: the others; there a
/// change for the better, where the measure has a better side, never breaks the condition.</summary>
public abstract record Expectation
{
    Expectation()
    {
    }

    /// <summary>YAML <c>max</c>: the current value is at most this.</summary>
    public sealed record AtMost(double Limit) : Expectation;

    /// <summary>YAML <c>min</c>: the current value is at least this.</summary>
    public sealed record AtLeast(double Limit) : Expectation;

    /// <summary>YAML <c>equals</c>: the current value is this, to a relative 1e-9.</summary>
    public sealed record EqualTo(double Value) : Expectation;

    /// <summary>YAML <c>equals</c> with a word: for <c>verdict</c> and <c>type</c>.</summary>
    public sealed record Named(string Value) : Expectation;

    /// <summary>YAML <c>between: [low, high]</c>, both ends included.</summary>
    public sealed record Between(double Low, double High) : Expectation;

    /// <summary>YAML <c>max_change</c>: |current - reference| is at most this, in the measure's unit; a change for the better
    /// passes.</summary>
    public sealed record MaxChange(double Limit) : Expectation;

    /// <summary>YAML <c>max_drop</c>: reference - current is at most this; a rise passes.</summary>
    public sealed record MaxDrop(double Limit) : Expectation;

    /// <summary>YAML <c>max_rise</c>: current - reference is at most this; a drop passes.</summary>
    public sealed record MaxRise(double Limit) : Expectation;

    /// <summary>YAML <c>max_relative_change</c>: |current - reference| / scale is at most this; a change for the better passes. The scale
    /// is |reference|, for means and quantiles max(|reference|, the reference's standard deviation), so that a mean near zero does not
    /// turn noise into a large change. Scale 0: passes when nothing changed, else not defined.</summary>
    public sealed record MaxRelativeChange(double Limit) : Expectation;

    /// <summary>YAML <c>ratio: [low, high]</c>: current / reference lies between the two; the better side passes. Not defined
    /// at reference 0.</summary>
    public sealed record Ratio(double Low, double High) : Expectation;

    /// <summary>YAML <c>no_worse: true</c>: the report's own verdict on the change is not "worse" (its interval is wholly on the bad side).
    /// For quality and segments only.</summary>
    public sealed record NoWorse : Expectation;

    /// <summary>True when the reference's value is needed.</summary>
    public bool IsRelative => this is MaxChange or MaxDrop or MaxRise or MaxRelativeChange or Ratio or NoWorse;
}
