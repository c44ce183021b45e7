using Plumbline.Statistics.Calibration;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Statistics.Quality;

/// <summary>Counts of score bin x decision x label on frozen edges: ROC AUC, Brier score, calibration and confusion without the rows.
/// Mergeable.</summary>
/// <remarks>With the 1 000 quantiles of a score as edges, ROC AUC is within 1e-3 of the exact one whatever the score's shape; equal-width
/// bins put it off by
/// .1 and more when scores crowd near 0. Sums of scores and of their squares per bin make Brier score and mean scores exact, not
/// binned.</remarks>
public sealed class OutcomeProfile
{
    const int Labels = 3;
    const int Cells = 2 * Labels;

    readonly double[] _edges;
    readonly long[] _counts;
    readonly double[] _sums;
    readonly double[] _squares;

    /// <summary>An empty profile.</summary>
    /// <param name="edges">Ascending, finite, distinct bin edges, at least none; bins are (-inf, e0], (e0, e1], .. (last, inf).</param>
    /// <exception cref="ArgumentException">The edges are not finite and strictly ascending.</exception>
    public OutcomeProfile(ReadOnlySpan<double> edges)
    {
        for (int i = 0; i < edges.Length; i++)
            if (!double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException($"Edge {i} ({edges[i]}) is not finite or not above the one before.", nameof(edges));
        _edges = edges.ToArray();
        _counts = new long[(edges.Length + 1) * Cells];
        _sums = new double[(edges.Length + 1) * Labels];
        _squares = new double[(edges.Length + 1) * Labels];
    }

    /// <summary>The frozen edges.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The number of bins: edges + 1.</summary>
    public int Bins => _edges.Length + 1;

    /// <summary>Rows with a finite score.</summary>
    public long Count { get; private set; }

    /// <summary>Rows left out: a score that is not finite, or no decision.</summary>
    public long Skipped { get; private set; }

    /// <summary>Rows of a bin with this decision and label; label null asks for rows without one.</summary>
    public long this[int bin, bool selected, bool? positive] =>
        _counts[(bin * Cells) + ((selected ? 1 : 0) * Labels) + LabelIndex(positive)];

    /// <summary>Adds rows.</summary>
    /// <param name="scores">Scores, length n; rows with a score that is not finite are counted as skipped.</param>
    /// <param name="decision">1 selected, 0 not, below 0 missing (skipped).</param>
    /// <param name="truth">1 positive, 0 negative, below 0 unknown; empty when no labels are known.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void AddRange(ReadOnlySpan<double> scores, ReadOnlySpan<int> decision, ReadOnlySpan<int> truth)
    {
        if (decision.Length != scores.Length)
            throw new ArgumentException($"{scores.Length} scores but {decision.Length} decisions.", nameof(decision));
        if (!truth.IsEmpty && truth.Length != scores.Length)
            throw new ArgumentException($"{scores.Length} scores but {truth.Length} labels.", nameof(truth));
        for (int i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]) || decision[i] < 0)
            {
                Skipped++;
                continue;
            }
            int bin = BinOf(scores[i]);
            int label = LabelIndex(truth.IsEmpty || truth[i] < 0 ? null : truth[i] == 1);
            _counts[(bin * Cells) + ((decision[i] == 1 ? 1 : 0) * Labels) + label]++;
            _sums[(bin * Labels) + label] += scores[i];
            _squares[(bin * Labels) + label] += scores[i] * scores[i];
            Count++;
        }
    }

    /// <summary>Adds the rows of another profile on the same edges.</summary>
    /// <exception cref="ArgumentException">The edges differ.</exception>
    public void Merge(OutcomeProfile other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.Edges.SequenceEqual(_edges)) throw new ArgumentException("The profiles have different edges.", nameof(other));
        for (int i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i] += other._sums[i];
            _squares[i] += other._squares[i];
        }
        Count += other.Count;
        Skipped += other.Skipped;
    }

    /// <summary>Confusion counts of the labelled rows by their decisions. Exact.</summary>
    public ConfusionCounts Confusion()
    {
        long tp = 0, fp = 0, fn = 0, tn = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            tp += this[bin, true, true];
            fp += this[bin, true, false];
            fn += this[bin, false, true];
            tn += this[bin, false, false];
        }
        return new(tp, fp, fn, tn);
    }

    /// <summary>ROC AUC with DeLong's interval, rows of a bin counted as ties. NaN when a class is absent.</summary>
    public Estimate RocAuc()
    {
        (double[] positives, double[] negatives) = ByLabel();
        double p = positives.Sum(), n = negatives.Sum();
        if (!(p > 0) || !(n > 0)) return Estimate.Undefined((long)(p + n));
        (double area, double ofPositives) = Placement(positives, negatives, p, n);
        (_, double ofNegatives) = Placement(negatives, positives, n, p);
        return NormalInterval.Of(area, Math.Sqrt((ofPositives / p) + (ofNegatives / n)), (long)(p + n), least: 0, most: 1);
    }

    /// <summary>Brier score of the labelled rows, with a normal interval whose spread is taken between and within bins. Exact in its
    /// value.</summary>
    public Estimate Brier()
    {
        double n = 0, sum = 0, fourth = 0;
        for (int bin = 0; bin < Bins; bin++)
            for (int label = 0; label < 2; label++)
            {
                double rows = Rows(bin, label);
                if (!(rows > 0)) continue;
                double s = _sums[(bin * Labels) + label], ss = _squares[(bin * Labels) + label];
                double squared = ss - (2 * label * s) + (label * rows);
                n += rows;
                sum += squared;
                fourth += squared / rows * squared;
            }
        double mean = sum / n;
        return n > 0 ? NormalInterval.Of(mean, Math.Sqrt(Math.Max(0, (fourth / n) - (mean * mean)) / (n - 1)), (long)n, least: 0, most: 1)
            : Estimate.Undefined(0);
    }

    /// <summary>Reliability curve of the labelled rows, made of whole bins joined to equal mass.</summary>
    /// <param name="bins">Bins wanted, at least 1.</param>
    public IReadOnlyList<ReliabilityBin> Reliability(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double total = 0, done = 0, rows = 0, positives = 0, sum = 0;
        for (int bin = 0; bin < Bins; bin++) total += Rows(bin, 0) + Rows(bin, 1);
        List<ReliabilityBin> curve = new(bins);
        int cut = 1;
        for (int bin = 0; bin < Bins; bin++)
        {
            double here = Rows(bin, 0) + Rows(bin, 1);
            if (!(here > 0)) continue;
            rows += here;
            positives += Rows(bin, 1);
            sum += _sums[bin * Labels] + _sums[(bin * Labels) + 1];
            done += here;
            if (done < Math.Ceiling(cut * total / bins)) continue;
            curve.Add(new(sum / rows, WilsonInterval.Compute((long)positives, (long)rows)));
            while (cut <= bins && Math.Ceiling(cut * total / bins) <= done) cut++;
            (rows, positives, sum) = (0, 0, 0);
        }
        return curve;
    }

    static int LabelIndex(bool? positive) => positive switch { false => 0, true => 1, null => 2 };

    double Rows(int bin, int label) => (double)_counts[(bin * Cells) + label] + _counts[(bin * Cells) + Labels + label];

    (double[] Positives, double[] Negatives) ByLabel()
    {
        double[] positives = new double[Bins], negatives = new double[Bins];
        for (int bin = 0; bin < Bins; bin++) (negatives[bin], positives[bin]) = (Rows(bin, 0), Rows(bin, 1));
        return (positives, negatives);
    }

    // Mean and variance over rows of the share of others in lower bins, half of those in the same one.
    static (double Mean, double Variance) Placement(double[] rows, double[] others, double rowCount, double otherCount)
    {
        double below = 0, sum = 0, squares = 0;
        for (int bin = 0; bin < rows.Length; bin++)
        {
            double share = (below + (others[bin] / 2)) / otherCount;
            sum += rows[bin] * share;
            squares += rows[bin] * share * share;
            below += others[bin];
        }
        double mean = sum / rowCount;
        return (mean, rowCount > 1 ? Math.Max(0, (squares / rowCount) - (mean * mean)) * rowCount / (rowCount - 1) : double.NaN);
    }

    int BinOf(double score)
    {
        int index = Array.BinarySearch(_edges, score);
        return index >= 0 ? index : ~index;
    }
}
