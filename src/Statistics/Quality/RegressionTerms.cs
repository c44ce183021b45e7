using Plumbline.Statistics.Sorting;

namespace Plumbline.Statistics.Quality;

/// <summary>The running sums behind <see cref="RegressionMeasures"/>.</summary>
sealed class RegressionTerms(int capacity)
{
    readonly double[] _absolute = new double[capacity];
    RunningMean _error, _absoluteError, _squared, _percentage, _symmetric, _low, _middle, _high, _truth;
    int _count;

    public void Add(double truth, double prediction)
    {
        double error = prediction - truth;
        double size = Math.Abs(error);
        _absolute[_count++] = size;
        _truth.Add(truth);
        _error.Add(error);
        _absoluteError.Add(size);
        _squared.Add(error * error);
        if (truth != 0) _percentage.Add(size / Math.Abs(truth));
        _symmetric.Add(size == 0 ? 0 : 2 * size / (Math.Abs(truth) + Math.Abs(prediction)));
        _low.Add(Pinball(error, .1));
        _middle.Add(Pinball(error, .5));
        _high.Add(Pinball(error, .9));
    }

    public RegressionMeasures ToMeasures(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction)
    {
        Span<double> absolute = _absolute.AsSpan(0, _count);
        RadixSort.SortInPlace(absolute, new double[absolute.Length]);
        (Estimate rSquared, Estimate explained) = Explained(truth, prediction);
        return new()
        {
            Count = _count,
            Skipped = truth.Length - _count,
            ZeroTargets = _count - _percentage.Count,
            MeanError = _error.ToEstimate(),
            MeanAbsoluteError = _absoluteError.ToEstimate(least: 0),
            MedianAbsoluteError = Median(absolute),
            RootMeanSquaredError = Root(),
            MeanAbsolutePercentageError = _percentage.ToEstimate(least: 0),
            SymmetricMeanAbsolutePercentageError = _symmetric.ToEstimate(least: 0, most: 2),
            RSquared = rSquared,
            ExplainedVariance = explained,
            QuantileLoss10 = _low.ToEstimate(least: 0),
            QuantileLoss50 = _middle.ToEstimate(least: 0),
            QuantileLoss90 = _high.ToEstimate(least: 0),
            MaxError = _count == 0 ? Estimate.Undefined(0) : Estimate.Point(absolute[^1], _count),
        };
    }

    static double Pinball(double error, double quantile) => error < 0 ? -quantile * error : (1 - quantile) * error;

    // The ends of the mean squared error's interval, rooted: the root is monotone.
    Estimate Root()
    {
        Estimate square = _squared.ToEstimate(least: 0);
        return new(Math.Sqrt(square.Value), Math.Sqrt(square.Low), Math.Sqrt(square.High), square.N);
    }

    // Distribution-free interval: the number of rows below the median is Binomial(n, 1/2) (Conover, 1999, section 3.2), by its normal
    // approximation.
    static Estimate Median(ReadOnlySpan<double> sorted)
    {
        int n = sorted.Length;
        if (n == 0) return Estimate.Undefined(0);
        double value = .5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
        if (n < 6) return Estimate.Point(value, n);
        double reach = NormalInterval.Z * Math.Sqrt(n) / 2;
        int low = Math.Max(0, (int)Math.Floor((n / 2.0) - reach) - 1);
        int high = Math.Min(n - 1, (int)Math.Ceiling((n / 2.0) + reach));
        return new(value, sorted[low], sorted[high], n);
    }

    // A ratio 1 - A/B of two means linearises to terms (-a + (A/B) b)/B; their variance gives the interval (delta method).
    (Estimate RSquared, Estimate Explained) Explained(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction)
    {
        double spread = _truth.Variance * (_count - 1.0) / _count;
        if (!(spread > 0)) return (Estimate.Undefined(_count), Estimate.Undefined(_count));
        double ofErrors = _squared.Mean / spread;
        double ofCentred = _error.Variance * (_count - 1.0) / _count / spread;
        RunningMean plain = default, centred = default;
        for (int i = 0; i < truth.Length; i++)
        {
            if (!double.IsFinite(truth[i]) || !double.IsFinite(prediction[i])) continue;
            double error = prediction[i] - truth[i];
            double deviation = truth[i] - _truth.Mean;
            double centredError = error - _error.Mean;
            plain.Add(((ofErrors * deviation * deviation) - (error * error)) / spread);
            centred.Add(((ofCentred * deviation * deviation) - (centredError * centredError)) / spread);
        }
        return (NormalInterval.Of(1 - ofErrors, Math.Sqrt(plain.Variance / _count), _count, most: 1),
            NormalInterval.Of(1 - ofCentred, Math.Sqrt(centred.Variance / _count), _count, most: 1));
    }
}
