namespace Plumbline.Statistics.Quality;

/// <summary>Counts of truth against decision for k labels; mergeable.</summary>
public sealed class ConfusionMatrix
{
    readonly long[] _counts;

    /// <summary>An empty matrix.</summary>
    /// <param name="labels">The number of labels, at least 1; codes are 0 .. labels - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="labels"/> is below 1.</exception>
    public ConfusionMatrix(int labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        Labels = labels;
        _counts = new long[labels * labels];
    }

    /// <summary>A matrix from its counts, row (truth) by row.</summary>
    /// <exception cref="ArgumentException">The number of counts is not a square, or one is negative.</exception>
    public ConfusionMatrix(ReadOnlySpan<long> counts)
    {
        Labels = (int)Math.Sqrt(counts.Length);
        if (Labels < 1 || Labels * Labels != counts.Length)
            throw new ArgumentException($"{counts.Length} counts do not form a square.", nameof(counts));
        foreach (long count in counts)
            if (count < 0) throw new ArgumentException($"A count is negative: {count}.", nameof(counts));
        _counts = counts.ToArray();
    }

    /// <summary>The number of labels k.</summary>
    public int Labels { get; }

    /// <summary>Rows counted.</summary>
    public long Count
    {
        get
        {
            long sum = 0;
            foreach (long count in _counts) sum += count;
            return sum;
        }
    }

    /// <summary>All counts, truth by truth: the decision runs fastest.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Rows of the label <paramref name="truth"/> decided as <paramref name="decision"/>.</summary>
    public long this[int truth, int decision] => _counts[(truth * Labels) + decision];

    /// <summary>Adds rows; a row with a negative code on either side is missing and skipped.</summary>
    /// <param name="truth">Label codes, length n, below <see cref="Labels"/>.</param>
    /// <param name="decision">Decision codes of the same rows.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A code is not below <see cref="Labels"/>.</exception>
    public void AddRange(ReadOnlySpan<int> truth, ReadOnlySpan<int> decision)
    {
        if (truth.Length != decision.Length)
            throw new ArgumentException($"{truth.Length} labels but {decision.Length} decisions.", nameof(decision));
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] < 0 || decision[i] < 0) continue;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth[i], Labels, nameof(truth));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decision[i], Labels, nameof(decision));
            _counts[(truth[i] * Labels) + decision[i]]++;
        }
    }

    /// <summary>Adds the counts of another matrix over the same labels.</summary>
    /// <exception cref="ArgumentException">The numbers of labels differ.</exception>
    public void Merge(ConfusionMatrix other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Labels != Labels) throw new ArgumentException($"{other.Labels} labels cannot be merged into {Labels}.", nameof(other));
        for (int i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    /// <summary>Rows whose truth is the label: its support.</summary>
    public long TruthTotal(int label)
    {
        long sum = 0;
        for (int decision = 0; decision < Labels; decision++) sum += this[label, decision];
        return sum;
    }

    /// <summary>Rows decided as the label.</summary>
    public long DecisionTotal(int label)
    {
        long sum = 0;
        for (int truth = 0; truth < Labels; truth++) sum += this[truth, label];
        return sum;
    }

    /// <summary>The binary counts of one label against all others.</summary>
    public ConfusionCounts OneAgainstRest(int label)
    {
        long tp = this[label, label];
        long fp = DecisionTotal(label) - tp;
        long fn = TruthTotal(label) - tp;
        return new(tp, fp, fn, Count - tp - fp - fn);
    }
}
