namespace Plumbline.Statistics.Hypothesis;

/// <summary>The outcome of a contingency test.</summary>
/// <param name="Statistic">The statistic, at least 0; NaN when a side has no row.</param>
/// <param name="PValue">The p-value from the chi-squared distribution, in [0, 1]; NaN when a side has no row.</param>
/// <param name="DegreesOfFreedom">Cells not empty in both, less 1.</param>
/// <param name="ExpectedBelow5">Expected counts below 5 of both samples: when there are many, the p-value is rough.</param>
public readonly record struct ChiSquaredResult(double Statistic, double PValue, int DegreesOfFreedom, int ExpectedBelow5);
