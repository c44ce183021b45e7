namespace Plumbline.Statistics.Distances;

/// <summary>What the distances on counts have in common: sizes, totals, cells that count.</summary>
readonly ref struct CellShares
{
    CellShares(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, double n, double m, int cells)
    {
        Reference = reference;
        Current = current;
        ReferenceTotal = n;
        CurrentTotal = m;
        Cells = cells;
    }

    public ReadOnlySpan<long> Reference { get; }

    public ReadOnlySpan<long> Current { get; }

    public double ReferenceTotal { get; }

    public double CurrentTotal { get; }

    /// <summary>The cells that are not empty in both.</summary>
    public int Cells { get; }

    /// <summary>False when a side has no row: then every distance is undefined.</summary>
    public bool Defined => ReferenceTotal > 0 && CurrentTotal > 0;

    public static CellShares Of(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        if (reference.Length != current.Length)
            throw new ArgumentException($"There are {reference.Length} reference and {current.Length} current counts.", nameof(current));
        double n = 0, m = 0;
        int cells = 0;
        for (int c = 0; c < reference.Length; c++)
        {
            if (reference[c] < 0 || current[c] < 0)
                throw new ArgumentOutOfRangeException(nameof(reference), Math.Min(reference[c], current[c]),
                    $"The count of cell {c} is negative.");
            n += reference[c];
            m += current[c];
            if (reference[c] + (double)current[c] > 0) cells++;
        }

        return new CellShares(reference, current, n, m, cells);
    }
}
