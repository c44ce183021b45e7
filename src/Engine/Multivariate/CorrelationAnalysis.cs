using System.Diagnostics;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Association;
using Plumbline.Statistics.Multiplicity;
using Plumbline.Statistics.Multivariate;

namespace Plumbline.Engine.Multivariate;

/// <summary>Pairs of columns whose association changed: Pearson and Spearman of numbers, Cramer's V of categories. Each difference is
/// tested on Fisher's scale, corrected over all pairs and measures (Benjamini-Hochberg), and must also be large. Nearly constant columns
/// are left out: a few odd rows would decide their correlations.</summary>
static class CorrelationAnalysis
{
    public const int MostNumeric = 60;
    public const int MostCategorical = 30;

    const double Level = .01;
    const double LeastChange = .15;
    const double LeastVaried = .01;
    const int LeastVariedRows = 30;
    const int MostCategories = 20;
    const int RowsPerCell = 5;
    const int Shown = 50;
    const int ShownUnchanged = 10;

    /// <summary>The pairs that changed, and the nearest to it, largest change first; one entry a pair. And how many changed in
    /// all.</summary>
    public static (IReadOnlyList<CorrelationChange> Shown, int Changed) Run(SampleTables tables)
    {
        List<Pair> pairs = [.. Numeric(tables), .. Categorical(tables)];
        double[] adjusted = BenjaminiHochberg.Adjust([.. pairs.Select(p => Correlation.Difference(p.Reference, p.Current).PValue)]);
        var changes = pairs.Select((p, i) => p.ToChange(tables.Names, adjusted[i])).Where(c => !double.IsNaN(c.QValue))
            .GroupBy(c => (c.ColumnA, c.ColumnB))
            .Select(g => g.OrderByDescending(c => c.Changed).ThenByDescending(Size).First())
            .OrderByDescending(c => c.Changed).ThenByDescending(Size).ToList();
        return ([.. changes.Where(c => c.Changed).Take(Shown), .. changes.Where(c => !c.Changed).Take(ShownUnchanged)],
            changes.Count(c => c.Changed));
    }

    static double Size(CorrelationChange change) => Math.Abs(change.Current - change.Reference);

    static IEnumerable<Pair> Numeric(SampleTables tables)
    {
        int[] places = [.. tables.NumericColumns.Where(p => Varies(tables.Reference, p) && Varies(tables.Current, p)).Take(MostNumeric)];
        if (places.Length < 2) return [];
        double[][] before = Values(tables.Reference, places), now = Values(tables.Current, places);
        return
        [
            .. Upper("pearson", places, PearsonCorrelation.Matrix(before), PearsonCorrelation.Matrix(now)),
            .. Upper("spearman", places, SpearmanCorrelation.Matrix(before), SpearmanCorrelation.Matrix(now)),
        ];
    }

    static IEnumerable<Pair> Upper(string measure, int[] places, Correlation[,] before, Correlation[,] now)
    {
        for (int a = 0; a < places.Length; a++)
            for (int b = a + 1; b < places.Length; b++)
                yield return new Pair(places[a], places[b], measure, before[a, b], now[a, b]);
    }

    static IEnumerable<Pair> Categorical(SampleTables tables)
    {
        int[] places = [.. tables.CategoricalColumns.Where(p => Varies(tables.Reference, p) && Varies(tables.Current, p))
            .Take(MostCategorical)];
        for (int a = 0; a < places.Length; a++)
            for (int b = a + 1; b < places.Length; b++)
                yield return new Pair(places[a], places[b], "cramers_v", Association(tables.Reference, places[a], places[b]),
                    Association(tables.Current, places[a], places[b]));
    }

    /// <summary>On the 20 most frequent categories of both sides and the rest together. Undefined with fewer than five rows a cell: in a
    /// table that thin V is noise.</summary>
    static Correlation Association(RowTable table, int a, int b)
    {
        var (first, second) = (Codes(table, a), Codes(table, b));
        var found = CramersVAssociation.Compute(first.Codes, first.Cardinality, second.Codes, second.Cardinality);
        return found.N < (long)RowsPerCell * first.Cardinality * second.Cardinality ? Correlation.Undefined(found.N) : found;
    }

    /// <summary>Codes are by falling frequency over both sides, so the first are the most frequent.</summary>
    static TableColumn.Categorical Codes(RowTable table, int place)
    {
        var column = (TableColumn.Categorical)table.Columns[place];
        return column.Cardinality <= MostCategories + 1 ? column
            : new TableColumn.Categorical([.. column.Codes.Select(c => Math.Min(c, MostCategories))], MostCategories + 1);
    }

    static double[][] Values(RowTable table, int[] places) => [.. places.Select(p => ((TableColumn.Numeric)table.Columns[p]).Values)];

    static bool Varies(RowTable table, int place) => table.Columns[place] switch
    {
        TableColumn.Numeric c => Varies(c.Values, double.IsFinite),
        TableColumn.Categorical => Varies(Codes(table, place).Codes, code => code >= 0),
        _ => throw new UnreachableException(),
    };

    /// <summary>At least 1 % of the present rows and 30 of them differ from the most frequent value (Boyer and Moore's majority
    /// vote).</summary>
    static bool Varies<T>(T[] values, Predicate<T> isPresent) where T : struct, IEquatable<T>
    {
        T candidate = default;
        int votes = 0, present = 0, equal = 0;
        foreach (T value in values)
        {
            if (!isPresent(value)) continue;
            present++;
            if (votes == 0) candidate = value;
            votes += value.Equals(candidate) ? 1 : -1;
        }
        foreach (T value in values) equal += isPresent(value) && value.Equals(candidate) ? 1 : 0;
        return present - equal >= Math.Max(LeastVariedRows, LeastVaried * present);
    }

    readonly record struct Pair(int A, int B, string Measure, Correlation Reference, Correlation Current)
    {
        public CorrelationChange ToChange(IReadOnlyList<string> names, double adjusted) => new(names[A], names[B], Measure, Reference.Value,
            Current.Value, adjusted, adjusted < Level && Math.Abs(Current.Value - Reference.Value) >= LeastChange);
    }
}
