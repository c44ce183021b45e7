namespace Plumbline.Statistics;

/// <summary>A number with its 95 % interval and the count of rows behind it.</summary>
/// <param name="Value">The estimate; NaN when undefined.</param>
/// <param name="Low">Lower end of the interval; NaN when there is none.</param>
/// <param name="High">Upper end of the interval; NaN when there is none.</param>
/// <param name="N">The rows the estimate rests on (its denominator), at least 0.</param>
public readonly record struct Estimate(double Value, double Low, double High, long N)
{
    /// <summary>A value without an interval.</summary>
    public static Estimate Point(double value, long n) => new(value, double.NaN, double.NaN, n);

    /// <summary>An undefined value over <paramref name="n"/> rows.</summary>
    public static Estimate Undefined(long n) => new(double.NaN, double.NaN, double.NaN, n);
}
