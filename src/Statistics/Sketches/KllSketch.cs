using Plumbline.Statistics.Sorting;

namespace Plumbline.Statistics.Sketches;

/// <summary>A bounded summary of a stream of numbers that answers ranks and quantiles within a stated error, mergeable.</summary>
/// <remarks>
/// Below the first compaction everything is kept and the answers are exact. The coin of every compaction comes from the seed and the number
/// of compactions
/// so far: the same values in the same order give the same sketch.
/// Source: Karnin, Lang and Liberty, "Optimal quantile approximation in streams" (2016), section 4; the constant of the error is the one
/// published for the
/// Apache DataSketches implementation and is held by a test here.
/// </remarks>
public sealed partial class KllSketch
{
    const double Shrink = 2.0 / 3.0;
    const int SmallestLevel = 8;

    readonly List<double[]> _levels = [];
    readonly List<int> _lengths = [];
    readonly ulong _seed;
    ulong _compactions;
    int _held;
    int _room;

    /// <summary>An empty sketch.</summary>
    /// <param name="k">Size of the top level, in [8, 65 535]; about 3 k values are kept. 200 gives a rank error of 1.7 %.</param>
    /// <param name="seed">Start of the sequence of coins.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is out of range.</exception>
    public KllSketch(int k = 200, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, SmallestLevel);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, ushort.MaxValue);
        K = k;
        _seed = seed;
        AddLevel();
    }

    /// <summary>The size of the top level.</summary>
    public int K { get; }

    /// <summary>The finite values seen.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest value seen, exactly; NaN when there is none.</summary>
    public double Min { get; private set; } = double.NaN;

    /// <summary>The largest value seen, exactly; NaN when there is none.</summary>
    public double Max { get; private set; } = double.NaN;

    /// <summary>True while every value is kept.</summary>
    public bool IsExact => _compactions == 0;

    /// <summary>The largest error of any rank as a share of <see cref="Count"/>, with probability .99; 0 while exact.</summary>
    public double RankError => IsExact ? 0 : ErrorOf(K);

    /// <summary>Adds one value; NaN and infinities are ignored.</summary>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) return;
        Count++;
        Min = value < Min || double.IsNaN(Min) ? value : Min;
        Max = value > Max || double.IsNaN(Max) ? value : Max;
        Put(value, 0);
        while (_held > _room) Compress();
    }

    /// <summary>Adds every value in order; NaN and infinities are ignored.</summary>
    public void AddRange(ReadOnlySpan<double> values)
    {
        foreach (double value in values) Add(value);
    }

    /// <summary>Adds everything another sketch has seen. The errors do not add up: the bound stays that of the smaller k.</summary>
    /// <exception cref="ArgumentException">The sketches have a different k.</exception>
    public void Merge(KllSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.K != K) throw new ArgumentException($"A sketch of k = {other.K} cannot be merged into one of k = {K}.", nameof(other));
        if (other.Count == 0) return;
        for (int level = 0; level < other._levels.Count; level++)
        {
            while (_levels.Count <= level) AddLevel();
            Put(other._levels[level].AsSpan(0, other._lengths[level]), level);
        }

        Count += other.Count;
        Min = Count == other.Count ? other.Min : Math.Min(Min, other.Min);
        Max = Count == other.Count ? other.Max : Math.Max(Max, other.Max);
        _compactions += other._compactions;
        while (_held > _room) Compress();
    }

    /// <summary>The answers of the sketch as it is now.</summary>
    public QuantileSketch Freeze() => QuantileSketch.Of(this);

    /// <summary>The value at a share of the ranks; see <see cref="QuantileSketch.Quantile"/>. For many questions, ask <see cref="Freeze"/>
    /// once.</summary>
    public double Quantile(double q) => Freeze().Quantile(q);

    /// <summary>The share of values at most <paramref name="x"/>, in [0, 1]; NaN when empty.</summary>
    public double Rank(double x)
    {
        if (Count == 0 || double.IsNaN(x)) return double.NaN;
        double below = 0;
        for (int level = 0; level < _levels.Count; level++)
        {
            long weight = 1L << level;
            foreach (double value in _levels[level].AsSpan(0, _lengths[level]))
                if (value <= x) below += weight;
        }

        return below / Count;
    }

    /// <summary>The stated rank error for a given k.</summary>
    internal static double ErrorOf(int k) => 2.446 / Math.Pow(k, 0.9433);

    /// <summary>The values kept with the rows each stands for, in no order.</summary>
    internal IEnumerable<(double Value, long Weight)> Kept()
    {
        for (int level = 0; level < _levels.Count; level++)
            for (int i = 0; i < _lengths[level]; i++)
                yield return (_levels[level][i], 1L << level);
    }

    void Put(double value, int level)
    {
        Reserve(level, 1);
        _levels[level][_lengths[level]++] = value;
        _held++;
    }

    void Put(ReadOnlySpan<double> values, int level)
    {
        Reserve(level, values.Length);
        values.CopyTo(_levels[level].AsSpan(_lengths[level]));
        _lengths[level] += values.Length;
        _held += values.Length;
    }

    /// <summary>Takes the values of a level that is empty, without a copy.</summary>
    void Adopt(double[] values, int level)
    {
        if (values.Length == 0) return;
        _levels[level] = values;
        _lengths[level] = values.Length;
        _held += values.Length;
    }

    void Reserve(int level, int more)
    {
        int needed = _lengths[level] + more;
        if (needed <= _levels[level].Length) return;
        double[] larger = new double[Math.Max(needed, _lengths[level] * 2)];
        _levels[level].AsSpan(0, _lengths[level]).CopyTo(larger);
        _levels[level] = larger;
    }

    void Compress()
    {
        for (int level = 0; level < _levels.Count; level++)
        {
            if (_lengths[level] < Capacity(level) || _lengths[level] < 2) continue;
            if (level + 1 == _levels.Count) AddLevel();
            Compact(level);
            return;
        }
    }

    /// <summary>Sorts a level and sends every other value up with twice the weight; of an odd number one stays behind.</summary>
    void Compact(int level)
    {
        Span<double> values = _levels[level].AsSpan(0, _lengths[level]);
        int odd = values.Length & 1;
        Span<double> pairs = values[odd..];
        RunSort.Sort(pairs);
        Promote(pairs[(int)(StableHash.Mix(_seed + _compactions++) & 1)..], level + 1);
        _lengths[level] = odd;
        _held -= pairs.Length;
    }

    /// <summary>Every other value, from the first on.</summary>
    void Promote(ReadOnlySpan<double> sorted, int level)
    {
        int promoted = (sorted.Length + 1) / 2;
        Reserve(level, promoted);
        Span<double> places = _levels[level].AsSpan(_lengths[level], promoted);
        for (int i = 0; i < places.Length; i++) places[i] = sorted[2 * i];
        _lengths[level] += promoted;
        _held += promoted;
    }

    void AddLevel()
    {
        _levels.Add(new double[SmallestLevel]);
        _lengths.Add(0);
        _room = 0;
        for (int level = 0; level < _levels.Count; level++) _room += Capacity(level);
    }

    int Capacity(int level) => Math.Max(SmallestLevel, (int)Math.Ceiling(K * Math.Pow(Shrink, _levels.Count - 1 - level)));
}
