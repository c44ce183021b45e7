using MathNet.Numerics.Distributions;
using Plumbline.Statistics.Multiplicity;

namespace Plumbline.Statistics.Slices;

/// <summary>A condition of a slice: the column (index) has the code.</summary>
public readonly record struct SliceCondition(int Column, int Code);

/// <summary>A conjunction of conditions whose rows lose more than the rest.</summary>
/// <param name="Conditions">One to three conditions on different columns, by column.</param>
/// <param name="Rows">Rows inside.</param>
/// <param name="Loss">Mean loss inside.</param>
/// <param name="LossElsewhere">Mean loss outside.</param>
/// <param name="Score">SliceLine's score: weighs loss against size.</param>
/// <param name="PValue">Welch's test of the loss inside against outside, two-sided.</param>
/// <param name="QValue">After Benjamini-Hochberg over every slice evaluated.</param>
public sealed record SliceFinding(
    IReadOnlyList<SliceCondition> Conditions, long Rows, double Loss, double LossElsewhere, double Score, double PValue, double QValue);

/// <summary>A column cut into codes, for slicing.</summary>
/// <param name="Codes">A code per row, 0 .. Cardinality - 1; below 0: the row is in no slice of this column.</param>
/// <param name="Cardinality">The number of codes, at least 1.</param>
public sealed record SliceColumn(int[] Codes, int Cardinality);

/// <summary>How to look for slices.</summary>
public sealed record SliceLineOptions
{
    /// <summary>Weight of loss against size in the score, in (0, 1].</summary>
    public double Alpha { get; init; } = .95;

    /// <summary>Smallest slice looked at, in rows; 0 takes the larger of 32 and one percent of the rows.</summary>
    public int MinimumRows { get; init; }

    /// <summary>Most conditions of a slice, 1 to 3.</summary>
    public int MaximumLevel { get; init; } = 2;

    /// <summary>Slices returned at most.</summary>
    public int Top { get; init; } = 10;
}

/// <summary>Finds the slices of the data where the loss is highest: conjunctions of up to three conditions on discretised
/// columns.</summary>
/// <remarks>Source: Sagadeeva and Boehm, "SliceLine: fast, linear-algebra-based slice finding for ML model debugging" (SIGMOD 2021): score
/// (equation 1),
/// upper bound and pruning (section 3). Levels are counted by joint histograms per set of columns rather than sparse products; a set of
/// columns none of
/// whose slices can beat the best found is not counted. Every slice evaluated enters the Benjamini-Hochberg correction,
/// and every candidate pruned by a bound enters it with p = 1. Cost per set of columns: n.</remarks>
public static class SliceLine
{
    /// <summary>The best slices, highest score first; only slices with a higher loss than the whole and a score above 0.</summary>
    /// <param name="columns">Discretised columns, each with a code per row.</param>
    /// <param name="losses">Loss per row, at least 0 (squared or absolute error, log loss, 0/1); a row with NaN or infinity is left
    /// out.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Empty when there are no rows, no columns or no loss.</returns>
    /// <exception cref="ArgumentException">A column has another number of rows, or a loss is negative.</exception>
    public static IReadOnlyList<SliceFinding> Find(
        IReadOnlyList<SliceColumn> columns, ReadOnlySpan<double> losses, SliceLineOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumLevel, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaximumLevel, 3, nameof(options));
        foreach (SliceColumn column in columns)
            if (column.Codes.Length != losses.Length)
                throw new ArgumentException($"{losses.Length} losses but a column of {column.Codes.Length} rows.", nameof(columns));
        SliceSearch search = new(columns, losses, options);
        search.Run(cancellationToken);
        return Findings(search, options);
    }

    static List<SliceFinding> Findings(SliceSearch search, SliceLineOptions options)
    {
        double[] pValues = [.. search.Evaluated.Select(slice => PValue(slice, search.Whole))];
        double[] qValues = BenjaminiHochberg.Adjust([.. pValues, .. Enumerable.Repeat(1.0, search.Pruned)]);
        return [.. search.Evaluated
            .Select((slice, index) => (Slice: slice, Score: search.Score(slice), Index: index))
            .Where(found => found.Score > 0 && found.Slice.Mean > search.Whole.Mean)
            .OrderByDescending(found => found.Score)
            .ThenBy(found => found.Slice.Conditions.Length)
            .ThenBy(found => found.Index)
            .Take(options.Top)
            .Select(found => new SliceFinding(
                found.Slice.Conditions,
                (long)found.Slice.Rows,
                found.Slice.Mean,
                (search.Whole.Sum - found.Slice.Sum) / (search.Whole.Rows - found.Slice.Rows),
                found.Score,
                pValues[found.Index],
                qValues[found.Index]))];
    }

    // Welch (1947), from counts, sums and sums of squares. Equal constants on both sides differ by nothing.
    static double PValue(SliceTotals inside, SliceTotals whole)
    {
        double n = inside.Rows, m = whole.Rows - inside.Rows;
        if (n < 2 || m < 2) return double.NaN;
        double meanOutside = (whole.Sum - inside.Sum) / m;
        double ofInside = Variance(inside.Squares, inside.Mean, n) / n;
        double ofOutside = Variance(whole.Squares - inside.Squares, meanOutside, m) / m;
        double error = ofInside + ofOutside;
        double gap = Math.Abs(inside.Mean - meanOutside);
        if (!(error > 0)) return gap > 0 ? 0 : 1;
        double freedom = error * error / ((ofInside * ofInside / (n - 1)) + (ofOutside * ofOutside / (m - 1)));
        return Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -gap / Math.Sqrt(error)));
    }

    static double Variance(double squares, double mean, double n) => Math.Max(0, squares - (n * mean * mean)) / (n - 1);
}
