using Plumbline.Engine.Reports;
using Plumbline.Statistics.Association;
using Plumbline.Statistics.Multiplicity;
using Plumbline.Statistics.Multivariate;

namespace Plumbline.Engine.Multivariate;

/// <summary>Pairs of columns whose association changed: Pearson and Spearman of numbers, Cramer's V of categories. Each difference is tested on
/// Fisher's scale, corrected over all pairs and measures (Benjamini-Hochberg), and must also be large.</summary>
static class CorrelationAnalysis
{
    public const int MostNumeric = 60;
    public const int MostCategorical = 30;

    const double Level = .01;
    const double LeastChange = .1;
    const int Shown = 50;
    const int ShownUnchanged = 10;

    /// <summary>The pairs that changed, and the nearest to it, largest change first; one entry a pair.</summary>
    public static IReadOnlyList<CorrelationChange> Run(SampleTables tables)
    {
        List<Pair> pairs = [.. Numeric(tables), .. Categorical(tables)];
        double[] adjusted = BenjaminiHochberg.Adjust([.. pairs.Select(p => Correlation.Difference(p.Reference, p.Current).PValue)]);
        var changes = pairs.Select((p, i) => p.ToChange(tables.Names, adjusted[i])).Where(c => !double.IsNaN(c.QValue))
            .GroupBy(c => (c.ColumnA, c.ColumnB))
            .Select(g => g.OrderByDescending(c => c.Changed).ThenByDescending(Size).First())
            .OrderByDescending(c => c.Changed).ThenByDescending(Size).ToList();
        return [.. changes.Where(c => c.Changed).Take(Shown), .. changes.Where(c => !c.Changed).Take(ShownUnchanged)];
    }

    static double Size(CorrelationChange change) => Math.Abs(change.Current - change.Reference);

    static IEnumerable<Pair> Numeric(SampleTables tables)
    {
        int[] places = [.. tables.NumericColumns.Take(MostNumeric)];
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
        int[] places = [.. tables.CategoricalColumns.Take(MostCategorical)];
        for (int a = 0; a < places.Length; a++)
            for (int b = a + 1; b < places.Length; b++)
                yield return new Pair(places[a], places[b], "cramers_v", Association(tables.Reference, places[a], places[b]),
                    Association(tables.Current, places[a], places[b]));
    }

    static Correlation Association(RowTable table, int a, int b)
    {
        var (first, second) = ((TableColumn.Categorical)table.Columns[a], (TableColumn.Categorical)table.Columns[b]);
        return CramersVAssociation.Compute(first.Codes, first.Cardinality, second.Codes, second.Cardinality);
    }

    static double[][] Values(RowTable table, int[] places) => [.. places.Select(p => ((TableColumn.Numeric)table.Columns[p]).Values)];

    readonly record struct Pair(int A, int B, string Measure, Correlation Reference, Correlation Current)
    {
        public CorrelationChange ToChange(IReadOnlyList<string> names, double adjusted) => new(names[A], names[B], Measure, Reference.Value,
            Current.Value, adjusted, adjusted < Level && Math.Abs(Current.Value - Reference.Value) >= LeastChange);
    }
}
