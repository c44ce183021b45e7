using System.Numerics;
using System.Runtime.InteropServices;

namespace Plumbline.Engine.Profiles;

/// <summary>The range of a reference: from its least to its largest finite value, both belonging to it.</summary>
public readonly record struct ValueRange(double Min, double Max)
{
    /// <summary>The range of ascending finite values; null when there is none.</summary>
    public static ValueRange? Of(ReadOnlySpan<double> sorted) =>
        // Adding 0 makes -0 a 0: both are the same end of a range.
        sorted.IsEmpty ? null : new ValueRange(sorted[0] + 0.0, sorted[^1] + 0.0);

    /// <summary>False for what no reference has: ends that are not finite or in the wrong order.</summary>
    internal bool IsValid => double.IsFinite(Min) && double.IsFinite(Max) && Min <= Max;

    /// <summary>Finite values outside. NaN and infinities are not counted. Cost: linear.</summary>
    /// <param name="values">Any length and order; not modified.</param>
    public OutsideRows Count(ReadOnlySpan<double> values)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (low, high) = (new Vector<double>(Min), new Vector<double>(Max));
        var (least, most) = (new Vector<double>(-double.MaxValue), new Vector<double>(double.MaxValue));
        var (below, above) = (Vector<long>.Zero, Vector<long>.Zero);
        foreach (var vector in vectors)
        {
            below -= Vector.LessThan(vector, low) & Vector.GreaterThanOrEqual(vector, least);
            above -= Vector.GreaterThan(vector, high) & Vector.LessThanOrEqual(vector, most);
        }
        var (isBelow, isAbove) = (Vector.Sum(below), Vector.Sum(above));
        foreach (double value in values[(vectors.Length * Vector<double>.Count)..])
        {
            if (!double.IsFinite(value)) continue;
            if (value < Min) isBelow++;
            else if (value > Max) isAbove++;
        }
        return new OutsideRows(isBelow, isAbove);
    }

    /// <summary>The same for ascending finite values; at once where none lies outside.</summary>
    public OutsideRows CountSorted(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty || (sorted[0] >= Min && sorted[^1] <= Max) ? default : Count(sorted);
}

/// <summary>Values outside a range.</summary>
/// <param name="Below">Below its least value.</param>
/// <param name="Above">Above its largest value.</param>
public readonly record struct OutsideRows(long Below, long Above)
{
    public long Total => Below + Above;

    public static OutsideRows operator +(OutsideRows a, OutsideRows b) => new(a.Below + b.Below, a.Above + b.Above);
}
