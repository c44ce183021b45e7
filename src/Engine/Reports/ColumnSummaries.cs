using System.Collections.Immutable;
using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>A column's profile as a report shows it.</summary>
static class ColumnSummaries
{
    const int MostTop = 10;

    static readonly (string Name, double Q)[] s_quantiles =
        [("0.01", .01), ("0.05", .05), ("0.25", .25), ("0.5", .5), ("0.75", .75), ("0.95", .95), ("0.99", .99)];

    /// <summary>The summary of one side.</summary>
    /// <param name="profile">The side's profile.</param>
    /// <param name="values">Its ordered values; null for categories.</param>
    /// <param name="redact">Leaves out the values of categories.</param>
    public static ColumnSummary Of(ColumnProfile profile, OrderedValues? values, bool redact)
    {
        var summary = new ColumnSummary
        {
            Count = profile.Rows,
            Missing = profile.Missing.Count,
            MissingBy = profile.Missing.BySpelling,
            Infinite = profile.Infinite,
            Unreadable = profile.Unreadable.Count,
        };
        return profile.Content switch
        {
            ColumnContent.Numbers numbers => OfNumbers(summary, numbers, values),
            ColumnContent.Categories categories => summary with
            {
                Distinct = categories.Distinct,
                DistinctIsEstimate = categories.DistinctIsEstimate,
                Top = redact || profile.Column is { Role: ColumnRole.Id } or { Type: ColumnType.Text } ? [] : TopCategories(categories),
            },
            ColumnContent.Times or ColumnContent.Vectors => summary,
            _ => throw new UnreachableException(),
        };
    }

    static ColumnSummary OfNumbers(ColumnSummary summary, ColumnContent.Numbers numbers, OrderedValues? values)
    {
        var moments = numbers.Moments;
        return summary with
        {
            Mean = Known(moments.Mean),
            Std = Known(moments.StandardDeviation),
            Min = Known(moments.Min),
            Max = Known(moments.Max),
            Distinct = numbers.Distinct,
            DistinctIsEstimate = numbers.DistinctIsEstimate,
            Quantiles = values is null || moments.Count == 0 ? ImmutableSortedDictionary<string, double>.Empty
                : s_quantiles.ToDictionary(q => q.Name, q => values.Quantile(q.Q)),
            Top = [.. TopAtoms(numbers)],
        };
    }

    // Frequent numbers are the atoms of the bin set: their counts are exact on both sides.
    static IEnumerable<ValueCount> TopAtoms(ColumnContent.Numbers numbers)
    {
        var found = new List<ValueCount>();
        foreach (double atom in numbers.On.Bins.Atoms)
        {
            int cell = numbers.On.Bins.CellOf(atom);
            found.Add(new ValueCount(numbers.On.Bins.Label(cell), numbers.Counts[cell]));
        }
        return Ranked(found);
    }

    static List<ValueCount> TopCategories(ColumnContent.Categories categories) =>
        [.. Ranked(categories.On.Names.Zip(categories.Counts, (name, count) => new ValueCount(name, count))
            .Concat(categories.Unseen.Select(u => new ValueCount(u.Key, u.Value))))];

    static IEnumerable<ValueCount> Ranked(IEnumerable<ValueCount> values) =>
        values.Where(v => v.Count >= ValueLabels.LeastRowsShown).OrderByDescending(v => v.Count).ThenBy(v => v.Value,
            StringComparer.Ordinal).Take(MostTop);

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
