namespace Plumbline.Statistics.Multiplicity;

/// <summary>Adjustments that walk the sorted p-values.</summary>
static class StepUp
{
    /// <summary>Adjusted values p_(i) m factor / i, made monotone from the largest down.</summary>
    public static double[] Adjust(ReadOnlySpan<double> pValues, Func<int, double> factor)
    {
        (double[] adjusted, int[] order) = Start(pValues);
        double correction = factor(order.Length), running = 1;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            running = Math.Min(running, adjusted[order[i]] * order.Length * correction / (i + 1));
            adjusted[order[i]] = running;
        }

        return adjusted;
    }

    /// <summary>A copy of the p-values and the places of those that are not NaN, in ascending order.</summary>
    public static (double[] Values, int[] Order) Start(ReadOnlySpan<double> pValues)
    {
        double[] values = pValues.ToArray();
        List<int> order = [];
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) continue;
            if (values[i] is < 0 or > 1)
                throw new ArgumentOutOfRangeException(nameof(pValues), values[i], $"The p-value at {i} is outside [0, 1].");
            order.Add(i);
        }

        int[] places = [.. order];
        Array.Sort(places, (a, b) => values[a] != values[b] ? values[a].CompareTo(values[b]) : a.CompareTo(b));
        return (values, places);
    }
}
