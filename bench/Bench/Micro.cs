using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Plumbline.Statistics;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Sketches;
using Plumbline.Statistics.Sorting;

namespace Plumbline.Bench;

/// <summary>Single statistics on two samples of a million values each, in ns per value, beside what reading the memory costs.</summary>
public class Micro
{
    public const int Count = 1_000_000;

    double[] _reference = [], _current = [], _sortedReference = [], _sortedCurrent = [], _work = [], _scratch = [];
    NumericBins _bins = NumericBins.FromSorted([0], 20);
    long[] _referenceCounts = [], _currentCounts = [];

    /// <summary>Runs all and writes a table.</summary>
    public static void Run(TextWriter output)
    {
        var config = ManualConfig.CreateEmpty().AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(NullLogger.Instance)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        var summary = BenchmarkRunner.Run<Micro>(config);
        output.WriteLine("Two samples of 1 000 000 doubles (16 MB): ns per value of both together; the first line is the price of reading them once.");
        output.WriteLine();
        output.WriteLine("| what | ns per value | +- |");
        output.WriteLine("|---|---:|---:|");
        foreach (var report in summary.Reports)
        {
            var statistics = report.ResultStatistics
                ?? throw new InvalidOperationException($"{report.BenchmarkCase.Descriptor.WorkloadMethod.Name} did not run");
            output.WriteLine(FormattableString.Invariant(
                $"| {report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')} | {statistics.Mean / (2.0 * Count):0.000} | {statistics.StandardError / (2.0 * Count):0.000} |"));
        }
    }

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _reference = [.. Enumerable.Range(0, Count).Select(_ => random.NextNormal())];
        _current = [.. Enumerable.Range(0, Count).Select(_ => random.NextNormal() + .1)];
        _sortedReference = [.. _reference.Order()];
        _sortedCurrent = [.. _current.Order()];
        _work = new double[Count];
        _scratch = new double[Count];
        _bins = NumericBins.FromSorted(_sortedReference, 20);
        _referenceCounts = new long[_bins.CellCount];
        _currentCounts = new long[_bins.CellCount];
        _bins.Count(_reference, _referenceCounts);
        _bins.Count(_current, _currentCounts);
    }

    [Benchmark(Description = "memory bandwidth: vectorised sum")]
    public double Sum() => VectorSum(_reference) + VectorSum(_current);

    [Benchmark(Description = "moments (mean to kurtosis, extremes)")]
    public double MomentsOfBoth()
    {
        var moments = new Moments();
        moments.AddRange(_reference);
        moments.AddRange(_current);
        return moments.Kurtosis;
    }

    [Benchmark(Description = "radix sort")]
    public double Sort()
    {
        _reference.CopyTo(_work, 0);
        RadixSort.SortInPlace(_work, _scratch);
        double least = _work[0];
        _current.CopyTo(_work, 0);
        RadixSort.SortInPlace(_work, _scratch);
        return least + _work[0];
    }

    [Benchmark(Description = "Array.Sort, for comparison")]
    public double LibrarySort()
    {
        _reference.CopyTo(_work, 0);
        Array.Sort(_work);
        double least = _work[0];
        _current.CopyTo(_work, 0);
        Array.Sort(_work);
        return least + _work[0];
    }

    [Benchmark(Description = "counts on 20 cells, any order")]
    public long CountCells()
    {
        Array.Clear(_referenceCounts);
        _bins.Count(_reference, _referenceCounts);
        Array.Clear(_currentCounts);
        _bins.Count(_current, _currentCounts);
        return _currentCounts[0];
    }

    [Benchmark(Description = "counts on 20 cells, sorted")]
    public long CountSortedCells()
    {
        Array.Clear(_referenceCounts);
        _bins.CountSorted(_sortedReference, _referenceCounts);
        Array.Clear(_currentCounts);
        _bins.CountSorted(_sortedCurrent, _currentCounts);
        return _currentCounts[0];
    }

    [Benchmark(Description = "PSI from values (counts, then distance)")]
    public double Psi()
    {
        CountCells();
        return PopulationStability.Compute(_referenceCounts, _currentCounts);
    }

    [Benchmark(Description = "Jensen-Shannon from values (counts, then distance)")]
    public double JensenShannonDistance()
    {
        CountCells();
        return JensenShannon.Distance(_referenceCounts, _currentCounts);
    }

    [Benchmark(Description = "Kolmogorov-Smirnov of sorted samples")]
    public double KolmogorovSmirnovOfSorted() => KolmogorovSmirnov.TwoSample(_sortedReference, _sortedCurrent).Statistic;

    [Benchmark(Description = "Wasserstein of sorted samples")]
    public double WassersteinOfSorted() => Wasserstein.Compute(_sortedReference, _sortedCurrent);

    [Benchmark(Description = "KLL sketch")]
    public double Kll()
    {
        var sketch = new KllSketch();
        sketch.AddRange(_reference);
        sketch.AddRange(_current);
        return sketch.Quantile(.5);
    }

    [Benchmark(Description = "HyperLogLog")]
    public double Distinct()
    {
        var sketch = new HyperLogLog();
        foreach (double value in _reference) sketch.Add(StableHash.Of(value));
        foreach (double value in _current) sketch.Add(StableHash.Of(value));
        return sketch.Estimate;
    }

    static double VectorSum(ReadOnlySpan<double> values)
    {
        var lanes = System.Runtime.InteropServices.MemoryMarshal.Cast<double, System.Numerics.Vector<double>>(values);
        System.Numerics.Vector<double> a = default, b = default, c = default, d = default;
        int i = 0;
        for (; i + 3 < lanes.Length; i += 4)
        {
            a += lanes[i];
            b += lanes[i + 1];
            c += lanes[i + 2];
            d += lanes[i + 3];
        }
        return System.Numerics.Vector.Sum(a + b + c + d);
    }
}
