namespace Plumbline.Statistics.Quality;

/// <summary>Mean and sample variance of a stream of finite terms; mergeable.</summary>
/// <remarks>Source: Welford (1962); merging after Chan, Golub and LeVeque (1979).</remarks>
struct RunningMean
{
    double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    /// <summary>With n - 1; NaN below two terms.</summary>
    public readonly double Variance => Count > 1 ? _squares / (Count - 1.0) : double.NaN;

    public void Add(double term)
    {
        Count++;
        double step = term - Mean;
        Mean += step / Count;
        _squares += step * (term - Mean);
    }

    public void Merge(RunningMean other)
    {
        if (other.Count == 0) return;
        double total = (double)Count + other.Count;
        double step = other.Mean - Mean;
        _squares += other._squares + (step * step * (Count / total) * other.Count);
        Mean += step * (other.Count / total);
        Count += other.Count;
    }

    /// <summary>The mean with its normal interval; NaN without terms, no interval below two.</summary>
    public readonly Estimate ToEstimate(double least = double.NegativeInfinity, double most = double.PositiveInfinity) =>
        Count == 0 ? Estimate.Undefined(0) : NormalInterval.Of(Mean, Math.Sqrt(Variance / Count), Count, least, most);
}
