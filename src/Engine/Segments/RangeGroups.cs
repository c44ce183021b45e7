using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Segments;

/// <summary>Groups numbers by five ranges of about equal reference rows, or by value where there are few values.</summary>
static class RangeGroups
{
    const int Ranges = 5;

    const int FewValues = 10;

    const int MostForQuantiles = 100_000;

    internal static RowGroups From(string column, NumericSlice? reference, NumericSlice? current, int fewestRows)
    {
        double[] sorted = SortedSample((reference ?? current)!.Values.Span);
        if (HasFewValues(sorted)) return CategoryGroups.From(column, reference, current, FewValues, fewestRows);
        double[] cuts = Cuts(sorted);
        var labels = RangeLabels(cuts);
        int missing = labels.Count;
        var referenceGroups = Assign(reference, cuts, missing);
        var currentGroups = Assign(current, cuts, missing);
        if (referenceGroups.AsSpan().Contains((short)missing) || currentGroups.AsSpan().Contains((short)missing))
            labels.Add(RowGroups.MissingLabel);
        return new RowGroups { Column = column, Labels = labels, Reference = referenceGroups, Current = currentGroups, IsRanges = true };
    }

    /// <summary>Every k-th value, so that quantiles of a very long column cost little.</summary>
    static double[] SortedSample(ReadOnlySpan<double> values)
    {
        int step = Math.Max(1, values.Length / MostForQuantiles);
        var sample = new List<double>(Math.Min(values.Length, 2 * MostForQuantiles));
        for (int i = 0; i < values.Length; i += step)
            if (double.IsFinite(values[i])) sample.Add(values[i]);
        sample.Sort();
        return [.. sample];
    }

    static bool HasFewValues(double[] sorted)
    {
        int distinct = sorted.Length > 0 ? 1 : 0;
        for (int i = 1; i < sorted.Length && distinct <= FewValues; i++)
            if (sorted[i] > sorted[i - 1]) distinct++;
        return distinct <= FewValues;
    }

    /// <summary>Quantiles rounded to three significant digits where that keeps them apart: people read the ranges.</summary>
    static double[] Cuts(double[] sorted)
    {
        var cuts = new List<double>();
        for (int k = 1; k < Ranges; k++)
        {
            double exact = sorted[(int)((long)(sorted.Length - 1) * k / Ranges)];
            double rounded = Round(exact);
            double cut = rounded >= sorted[0] && rounded < sorted[^1] ? rounded : exact;
            if (cut < sorted[^1] && (cuts.Count == 0 || cut > cuts[^1])) cuts.Add(cut);
        }
        return [.. cuts];
    }

    static double Round(double value)
    {
        if (value == 0) return 0;
        double magnitude = Math.Floor(Math.Log10(Math.Abs(value)));
        if (magnitude is > 15 or < -10) return value;
        return magnitude < 2 ? Math.Round(value, (int)(2 - magnitude))
            : Math.Round(value / Math.Pow(10, magnitude - 2)) * Math.Pow(10, magnitude - 2);
    }

    static List<string> RangeLabels(double[] cuts)
    {
        var labels = new List<string>();
        if (cuts.Length == 0) return labels;
        labels.Add("<= " + RowGroups.Text(cuts[0]));
        for (int k = 1; k < cuts.Length; k++) labels.Add($"({RowGroups.Text(cuts[k - 1])}, {RowGroups.Text(cuts[k])}]");
        labels.Add("> " + RowGroups.Text(cuts[^1]));
        return labels;
    }

    static short[] Assign(NumericSlice? slice, double[] cuts, int missing)
    {
        if (slice is null) return [];
        var values = slice.Values.Span;
        var groups = new short[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            if (double.IsNaN(value))
            {
                groups[i] = (short)missing;
                continue;
            }
            int group = 0;
            while (group < cuts.Length && value > cuts[group]) group++;
            groups[i] = (short)group;
        }
        return groups;
    }
}
