using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Quality;

/// <summary>Measures of a multilabel decision: every row may carry any number of k labels. Mergeable.</summary>
/// <remarks>Definitions as in scikit-learn 1.2 with <c>zero_division=nan</c> (checked to 1e-9). Per label use <see cref="this[int]"/> with
/// <see cref="BinaryMeasures"/>. Averages over labels: the labels of a row are not independent, so micro averages carry no Wilson
/// interval; intervals are a
/// seeded bootstrap of each label's counts, which takes labels as independent. Source: Tsoumakas and Katakis, "Multi-label classification"
/// (2007).</remarks>
public sealed class MultilabelMeasures
{
    readonly ConfusionCounts[] _labels;
    RunningMean _wrong;
    long _exact;

    /// <summary>No rows yet.</summary>
    /// <param name="labels">The number of labels, at least 1.</param>
    public MultilabelMeasures(int labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        _labels = new ConfusionCounts[labels];
    }

    /// <summary>The number of labels.</summary>
    public int Labels => _labels.Length;

    /// <summary>Rows counted.</summary>
    public long Count => _wrong.Count;

    /// <summary>The counts of one label.</summary>
    public ConfusionCounts this[int label] => _labels[label];

    /// <summary>Share of rows with every label right, Wilson interval; NaN without rows.</summary>
    public Estimate ExactMatch => Count == 0 ? Estimate.Undefined(0) : WilsonInterval.Compute(_exact, Count);

    /// <summary>Share of labels wrong, mean over rows with a normal interval, in [0, 1]; lower is better. NaN without rows.</summary>
    public Estimate HammingLoss => _wrong.ToEstimate(least: 0, most: 1);

    /// <summary>Adds one row.</summary>
    /// <param name="truth">Whether the row has each label, length k.</param>
    /// <param name="decision">Whether each label was decided, length k.</param>
    /// <exception cref="ArgumentException">A length is not k.</exception>
    public void Add(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> decision)
    {
        if (truth.Length != Labels || decision.Length != Labels) throw new ArgumentException($"A row has {Labels} labels.", nameof(truth));
        int wrong = 0;
        for (int label = 0; label < Labels; label++)
        {
            bool was = truth[label], said = decision[label];
            if (was != said) wrong++;
            _labels[label] = _labels[label].Merge(new(was && said ? 1 : 0, !was && said ? 1 : 0, was && !said ? 1 : 0,
                !was && !said ? 1 : 0));
        }
        if (wrong == 0) _exact++;
        _wrong.Add((double)wrong / Labels);
    }

    /// <summary>Adds the rows of another accumulator over the same labels.</summary>
    /// <exception cref="ArgumentException">The numbers of labels differ.</exception>
    public void Merge(MultilabelMeasures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Labels != Labels) throw new ArgumentException($"{other.Labels} labels cannot be merged into {Labels}.", nameof(other));
        for (int label = 0; label < Labels; label++) _labels[label] = _labels[label].Merge(other._labels[label]);
        _wrong.Merge(other._wrong);
        _exact += other._exact;
    }

    /// <summary>Averaged precision.</summary>
    public Estimate Precision(Averaging averaging, ulong seed = 1) =>
        Averaged(averaging, static c => Ratio(c.TruePositives, c.Selected), seed);

    /// <summary>Averaged recall.</summary>
    public Estimate Recall(Averaging averaging, ulong seed = 1) =>
        Averaged(averaging, static c => Ratio(c.TruePositives, c.Positives), seed);

    /// <summary>Averaged F1.</summary>
    public Estimate F1(Averaging averaging, ulong seed = 1) =>
        Averaged(averaging, static c => Ratio(2.0 * c.TruePositives, (double)c.Positives + c.Selected), seed);

    static double Ratio(double part, double whole) => part / whole;

    Estimate Averaged(Averaging averaging, Func<ConfusionCounts, double> measure, ulong seed)
    {
        double value = Average(_labels, averaging, measure);
        if (double.IsNaN(value)) return Estimate.Undefined(Count);
        SeededRandom random = new(seed);
        double[] draws = new double[CountBootstrap.Draws];
        ConfusionCounts[] drawn = new ConfusionCounts[Labels];
        long[] cells = new long[4];
        int kept = 0;
        for (int draw = 0; draw < draws.Length; draw++)
        {
            for (int label = 0; label < Labels; label++)
            {
                ConfusionCounts c = _labels[label];
                double[] weights = [c.TruePositives + .5, c.FalsePositives + .5, c.FalseNegatives + .5, c.TrueNegatives + .5];
                BinomialDraw.Multinomial(random, c.Count, weights, cells);
                drawn[label] = new(cells[0], cells[1], cells[2], cells[3]);
            }
            double at = Average(drawn, averaging, measure);
            if (!double.IsNaN(at)) draws[kept++] = at;
        }
        return kept < CountBootstrap.Draws / 2 ? Estimate.Point(value, Count)
            : CountBootstrap.Percentile(draws.AsSpan(0, kept), value, Count);
    }

    static double Average(ConfusionCounts[] labels, Averaging averaging, Func<ConfusionCounts, double> measure)
    {
        if (averaging == Averaging.Micro)
        {
            ConfusionCounts all = default;
            foreach (ConfusionCounts label in labels) all = all.Merge(label);
            return measure(all);
        }
        double sum = 0, weights = 0;
        foreach (ConfusionCounts label in labels)
        {
            double value = measure(label);
            if (double.IsNaN(value)) continue;
            double weight = averaging == Averaging.Weighted ? label.Positives : 1;
            sum += weight * value;
            weights += weight;
        }
        return sum / weights;
    }
}
