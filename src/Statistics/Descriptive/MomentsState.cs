namespace Plumbline.Statistics.Descriptive;

/// <summary>The state of <see cref="Moments"/>, to store and take up again.</summary>
/// <param name="Count">Finite values seen, at least 0.</param>
/// <param name="Mean">Their mean; 0 when there is none.</param>
/// <param name="M2">Sum of squared deviations from the mean.</param>
/// <param name="M3">Sum of cubed deviations from the mean.</param>
/// <param name="M4">Sum of fourth powers of the deviations from the mean.</param>
/// <param name="Min">Smallest value; NaN when there is none.</param>
/// <param name="Max">Largest value; NaN when there is none.</param>
/// <param name="NaNCount">NaN values seen and left out.</param>
/// <param name="InfiniteCount">Infinite values seen and left out.</param>
public readonly record struct MomentsState(
    long Count, double Mean, double M2, double M3, double M4, double Min, double Max, long NaNCount = 0, long InfiniteCount = 0);
