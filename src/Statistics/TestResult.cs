namespace Plumbline.Statistics;

/// <summary>The outcome of a hypothesis test.</summary>
/// <param name="Statistic">The test statistic; NaN when undefined.</param>
/// <param name="PValue">The p-value in [0, 1]; NaN when undefined.</param>
/// <param name="Method">How the p-value was found: <c>exact</c>, <c>asymptotic</c>, <c>permutation</c> or <c>undefined</c>.</param>
public readonly record struct TestResult(double Statistic, double PValue, TestMethod Method)
{
    /// <summary>The result of a test that the data does not permit.</summary>
    public static TestResult Undefined => new(double.NaN, double.NaN, TestMethod.Undefined);
}

/// <summary>How a p-value was found.</summary>
public enum TestMethod
{
    /// <summary>The data does not permit the test.</summary>
    Undefined,

    /// <summary>From the exact null distribution.</summary>
    Exact,

    /// <summary>From the limiting null distribution.</summary>
    Asymptotic,

    /// <summary>From seeded permutations of the pooled data.</summary>
    Permutation,
}
