using System.Globalization;
using System.Runtime.Intrinsics;

namespace Plumbline.Statistics.Bins;

/// <summary>The frozen cells of a numeric column: intervals (a, b] cut by edges, and atoms {v} cut out of them. Immutable.</summary>
/// <remarks>
/// The outer cells reach to minus and plus infinity, so every finite value has exactly one cell, numbered from the left.
/// An edge that is the number just below v is written as v with the other bracket, because (v-, b] is [v, b].
/// Source: the bin set of this product's methods page, docs/methods/numeric-bins.md.
/// </remarks>
public sealed partial class NumericBins
{
    /// <summary>With more uppers than this, searching is faster than comparing with all of them.</summary>
    const int MostComparedUppers = 48;

    readonly double[] _edges;
    readonly double[] _atoms;

    // Cell c holds the values above _uppers[c - 1] up to and including _uppers[c]; an atom v has the uppers v- (just below v) and v.
    readonly double[] _uppers;

    // Made when first asked for; threads may make them twice, equal.
    string[]? _labels;

    // _uppers filled up with infinity to a power of two less one, for a search without branches.
    readonly double[] _search;

    /// <summary>The cells cut by these edges and atoms, as stored earlier.</summary>
    /// <param name="edges">Finite, strictly ascending.</param>
    /// <param name="atoms">Finite, strictly ascending.</param>
    /// <exception cref="ArgumentException">A list is not finite or not strictly ascending.</exception>
    public NumericBins(double[] edges, double[] atoms)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(atoms);
        _edges = Checked(edges, nameof(edges));
        _atoms = Checked(atoms, nameof(atoms));
        _uppers = Uppers(_edges, _atoms);
        _search = new double[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)_uppers.Length + 1) - 1];
        Array.Fill(_search, double.PositiveInfinity);
        _uppers.CopyTo(_search, 0);
        Fingerprint = Hash();
    }

    /// <summary>The edges, strictly ascending.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The values that are cells of their own, strictly ascending.</summary>
    public ReadOnlySpan<double> Atoms => _atoms;

    /// <summary>The number of cells, at least 1.</summary>
    public int CellCount => _uppers.Length + 1;

    /// <summary>The labels of all cells, from the left; see <see cref="Label"/>.</summary>
    public IReadOnlyList<string> Labels => _labels ??= [.. Enumerable.Range(0, CellCount).Select(Label)];

    /// <summary>A number that is the same exactly for the same edges and atoms, on every machine.</summary>
    public ulong Fingerprint { get; }

    /// <summary>The cell of a value, in [0, <see cref="CellCount"/>). Infinities fall in the outer cells; NaN gives -1.</summary>
    public int CellOf(double value) => double.IsNaN(value) ? -1 : Search(_search, value);

    /// <summary>Adds the number of values per cell; NaN and infinities are skipped. Time O(n log cells), no allocation.</summary>
    /// <param name="values">Any order; not modified.</param>
    /// <param name="counts">Length <see cref="CellCount"/>; added to.</param>
    /// <exception cref="ArgumentException"><paramref name="counts"/> has another length.</exception>
    public void Count(ReadOnlySpan<double> values, Span<long> counts)
    {
        CheckLength(counts);
        int counted = _uppers.Length <= MostComparedUppers ? CountLanes(values, counts) : 0;
        double[] search = _search;
        foreach (double value in values[counted..])
            if (double.IsFinite(value)) counts[Search(search, value)]++;
    }

    /// <summary>The same as <see cref="Count"/> for ascending finite values, in time O(cells log n).</summary>
    /// <param name="sorted">Ascending, finite; not modified.</param>
    /// <param name="counts">Length <see cref="CellCount"/>; added to.</param>
    /// <exception cref="ArgumentException"><paramref name="counts"/> has another length.</exception>
    public void CountSorted(ReadOnlySpan<double> sorted, Span<long> counts)
    {
        CheckLength(counts);
        int start = 0;
        for (int c = 0; c < _uppers.Length; c++)
        {
            int end = UpperBound(sorted, _uppers[c], start);
            counts[c] += end - start;
            start = end;
        }

        counts[^1] += sorted.Length - start;
    }

    /// <summary>A cell in words of numbers: <c>&lt;= 1.5</c>, <c>(1.5, 3]</c>, <c>0</c> for an atom, <c>&gt; 7</c>; shortest round-trip,
    /// invariant culture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public string Label(int cell)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cell);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cell, CellCount);
        if (_uppers.Length == 0) return "all";
        if (cell == 0) return UpperIsOpen(0) ? $"< {Text(Math.BitIncrement(_uppers[0]))}" : $"<= {Text(_uppers[0])}";

        double lower = _uppers[cell - 1];
        bool lowerIsClosed = IsJustBelowAShorterNumber(lower);
        if (cell == _uppers.Length) return lowerIsClosed ? $">= {Text(Math.BitIncrement(lower))}" : $"> {Text(lower)}";
        if (IsAtom(cell)) return Text(_uppers[cell]);

        string left = lowerIsClosed ? $"[{Text(Math.BitIncrement(lower))}" : $"({Text(lower)}";
        return UpperIsOpen(cell) ? $"{left}, {Text(Math.BitIncrement(_uppers[cell]))})" : $"{left}, {Text(_uppers[cell])}]";
    }

    /// <summary>The values of a cell as a closed interval of doubles; the outer cells reach to minus and plus infinity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public (double Low, double High) RangeOf(int cell)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cell);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cell, CellCount);
        return (cell == 0 ? double.NegativeInfinity : Math.BitIncrement(_uppers[cell - 1]),
            cell == _uppers.Length ? double.PositiveInfinity : _uppers[cell]);
    }

    bool IsAtom(int cell) => _atoms.AsSpan().BinarySearch(_uppers[cell]) >= 0 && _uppers[cell - 1] == Math.BitDecrement(_uppers[cell]);

    bool UpperIsOpen(int cell) =>
        IsJustBelowAShorterNumber(_uppers[cell]) || (_atoms.AsSpan().BinarySearch(Math.BitIncrement(_uppers[cell])) >= 0
            && _atoms.AsSpan().BinarySearch(_uppers[cell]) < 0);

    static bool IsJustBelowAShorterNumber(double value) => Text(Math.BitIncrement(value)).Length + 4 < Text(value).Length;

    static string Text(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Counts four values at a time: the cell is the number of upper ends below the value, so they are all compared, without a
    /// branch.</summary>
    /// <returns>How many values were counted: all but the last three at most.</returns>
    int CountLanes(ReadOnlySpan<double> values, Span<long> counts)
    {
        double[] uppers = _uppers;
        int i = 0;
        for (; i + Vector256<double>.Count <= values.Length; i += Vector256<double>.Count)
        {
            Vector256<double> lanes = Vector256.Create(values.Slice(i, Vector256<double>.Count));
            Vector256<long> cells = Vector256<long>.Zero;
            foreach (double upper in uppers) cells -= Vector256.LessThan(Vector256.Create(upper), lanes).AsInt64();
            Tally(values[i], cells.GetElement(0), counts);
            Tally(values[i + 1], cells.GetElement(1), counts);
            Tally(values[i + 2], cells.GetElement(2), counts);
            Tally(values[i + 3], cells.GetElement(3), counts);
        }

        return i;
    }

    static void Tally(double value, long cell, Span<long> counts)
    {
        if (double.IsFinite(value)) counts[(int)cell]++;
    }

    static int Search(double[] search, double value)
    {
        int below = 0;
        for (int step = (search.Length + 1) >> 1; step > 0; step >>= 1)
            below += search[below + step - 1] < value ? step : 0;
        return below;
    }

    static int UpperBound(ReadOnlySpan<double> sorted, double value, int low)
    {
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            if (sorted[middle] <= value) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    static double[] Uppers(double[] edges, double[] atoms)
    {
        SortedSet<double> uppers = [.. edges];
        foreach (double atom in atoms)
        {
            uppers.Add(Math.BitDecrement(atom));
            uppers.Add(atom);
        }

        return [.. uppers];
    }

    static double[] Checked(double[] values, string name)
    {
        for (int i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]) || (i > 0 && values[i] <= values[i - 1]))
                throw new ArgumentException($"Value {i} is {Text(values[i])}; finite, strictly ascending values are needed.", name);
        return [.. values];
    }

    void CheckLength(Span<long> counts)
    {
        if (counts.Length != CellCount)
            throw new ArgumentException($"There are {counts.Length} counts for {CellCount} cells.", nameof(counts));
    }

    ulong Hash()
    {
        ulong hash = StableHash.Combine((ulong)_edges.Length, (ulong)_atoms.Length);
        foreach (double edge in _edges) hash = StableHash.Combine(hash, StableHash.Of(edge));
        foreach (double atom in _atoms) hash = StableHash.Combine(hash, StableHash.Of(atom));
        return hash;
    }
}
