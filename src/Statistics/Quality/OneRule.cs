namespace Plumbline.Statistics.Quality;

/// <summary>The simplest model that looks at the row: one column, and for each of its cells the most frequent label.</summary>
/// <remarks>Source: Holte, "Very simple classification rules perform well on most commonly used datasets" (1993), 1R. Fit on the
/// reference, judge on either
/// set: a model that does not beat the best such rule is not worth its cost.</remarks>
public sealed class OneRule
{
    readonly int[] _decisions;
    readonly int _majority;

    OneRule(int[] decisions, int majority, double accuracy)
    {
        _decisions = decisions;
        _majority = majority;
        TrainingAccuracy = accuracy;
    }

    /// <summary>Share of the rows it was fitted on that it decides rightly; NaN without rows.</summary>
    public double TrainingAccuracy { get; }

    /// <summary>Finds the label of every cell.</summary>
    /// <param name="cells">Cell codes, length n; below 0: missing, which takes the most frequent label of all rows.</param>
    /// <param name="cardinality">Cells, at least 1.</param>
    /// <param name="truth">Label codes of the same rows, below 0 missing (left out).</param>
    /// <param name="labels">Labels, at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static OneRule Fit(ReadOnlySpan<int> cells, int cardinality, ReadOnlySpan<int> truth, int labels)
    {
        if (cells.Length != truth.Length) throw new ArgumentException($"{cells.Length} cells but {truth.Length} labels.", nameof(truth));
        ArgumentOutOfRangeException.ThrowIfLessThan(cardinality, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        long[] counts = new long[(cardinality + 1) * labels], all = new long[labels];
        for (int i = 0; i < cells.Length; i++)
        {
            if (truth[i] < 0) continue;
            counts[((cells[i] < 0 ? cardinality : cells[i]) * labels) + truth[i]]++;
            all[truth[i]]++;
        }
        int majority = Largest(all);
        int[] decisions = new int[cardinality];
        double right = counts[(cardinality * labels) + majority];
        for (int cell = 0; cell < cardinality; cell++)
        {
            ReadOnlySpan<long> row = counts.AsSpan(cell * labels, labels);
            // A cell without rows decides as the whole does.
            decisions[cell] = row.ContainsAnyExcept(0) ? Largest(row) : majority;
            right += row[decisions[cell]];
        }
        return new(decisions, majority, right / all.Sum());
    }

    /// <summary>The label decided for a cell; below 0 or unknown: the most frequent label of all.</summary>
    public int Decide(int cell) => cell >= 0 && cell < _decisions.Length ? _decisions[cell] : _majority;

    static int Largest(ReadOnlySpan<long> counts)
    {
        int best = 0;
        for (int i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best]) best = i;
        return best;
    }
}
