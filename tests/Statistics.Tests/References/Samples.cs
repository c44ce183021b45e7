using System.Text.Json;

namespace Plumbline.Statistics.Tests.References;

/// <summary>The samples of samples.py, the same numbers bit for bit.</summary>
static class Samples
{
    public static double[] Of(JsonElement spec) => Make(
        spec.GetProperty("seed").GetUInt64(), spec.GetProperty("n").GetInt32(), spec.GetProperty("kind").GetString()!,
        spec.GetProperty("scale").GetDouble(), spec.GetProperty("shift").GetDouble(), spec.GetProperty("step").GetDouble());

    /// <summary>A sorted sample; a step above 0 rounds down to its multiples.</summary>
    public static double[] Make(ulong seed, int n, string kind = "normal", double scale = 1, double shift = 0, double step = 0)
    {
        double[] values = new double[n];
        for (int i = 0; i < n; i++)
        {
            double x = shift + (scale * Draw(ref seed, kind));
            values[i] = step > 0 ? Math.Floor(x / step) * step : x;
        }

        Array.Sort(values);
        return values;
    }

    static double Draw(ref ulong seed, string kind)
    {
        if (kind == "normal")
        {
            double sum = 0;
            for (int k = 0; k < 12; k++) sum += Uniform(ref seed);
            return sum - 6;
        }

        double u = Uniform(ref seed);
        return kind == "cube" ? u * u * u : u;
    }

    static double Uniform(ref ulong seed) => (StableHash.SplitMix(ref seed) >> 11) * Math.ScaleB(1, -53);
}
