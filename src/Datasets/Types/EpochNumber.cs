namespace Plumbline.Datasets.Types;

/// <summary>Numbers that count from 1970 UTC: seconds, milliseconds, microseconds or nanoseconds, told apart by size (years 1971 to
/// 2286).</summary>
static class EpochNumber
{
    const double LeastSeconds = 31_536_000;
    const double MostSeconds = 10_000_000_000;

    internal static bool TryRead(double number, out long microseconds)
    {
        foreach (double perMicrosecond in (ReadOnlySpan<double>)[1e-6, 1e-3, 1, 1e3])
        {
            double value = number / perMicrosecond;
            if (value < LeastSeconds * 1e6 || value >= MostSeconds * 1e6) continue;
            microseconds = (long)Math.Round(value);
            return true;
        }
        microseconds = 0;
        return false;
    }
}
