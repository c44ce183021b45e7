using System.Runtime.CompilerServices;

namespace Plumbline.Statistics.Hypothesis;

/// <summary>How far one empirical distribution function is ahead of another: i / n - j / m, rounded once.</summary>
readonly struct Lead(int n, int m)
{
    readonly double _n = n;
    readonly double _m = m;
    readonly double _whole = (double)n * m;

    /// <summary>In [-1, 1], after <paramref name="i"/> values of the first sample and <paramref name="j"/> of the second.</summary>
    public double At(int i, int j) => ((i * _m) - (j * _n)) / _whole;

    /// <summary>1 when <paramref name="passed"/>, else 0, without a jump.</summary>
    public static int Step(bool passed) => Unsafe.BitCast<bool, byte>(passed);
}
