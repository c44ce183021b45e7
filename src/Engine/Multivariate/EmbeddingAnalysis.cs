using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Multivariate;

namespace Plumbline.Engine.Multivariate;

/// <summary>Vector columns: maximum mean discrepancy, domain classifier, cosine distance of the means.</summary>
static class EmbeddingAnalysis
{
    const int MostRows = 2_000;
    const int Permutations = 200;

    public static IReadOnlyList<EmbeddingReport> Run(RowSample reference, RowSample current, ulong seed,
        CancellationToken cancellationToken) =>
    [
        .. reference.Columns.Select(name => (reference.Find(name), current.Find(name)))
            .Where(p => p is (VectorSlice { Dimension: > 0 } left, VectorSlice right) && left.Dimension == right.Dimension
                && left.Column.Role is ColumnRole.Feature or ColumnRole.Embedding)
            .Select(p => One((VectorSlice)p.Item1!, (VectorSlice)p.Item2!, seed, cancellationToken)),
    ];

    static EmbeddingReport One(VectorSlice reference, VectorSlice current, ulong seed, CancellationToken cancellationToken)
    {
        RowMatrix before = new(reference.Values, reference.Dimension), now = new(current.Values, current.Dimension);
        var distance = MaximumMeanDiscrepancy.Compute(before, now, seed, Permutations, MostRows, cancellationToken);
        var means = CosineDistance.OfMeans(before, now, seed, Permutations, MostRows);
        cancellationToken.ThrowIfCancellationRequested();
        var classifier = DomainClassifier.Compute(Rows(before), Rows(now), DomainModel.Logistic, seed, cancellationToken);
        return new EmbeddingReport(reference.Column.Name, MeasureValues.Of(distance), MeasureValues.Of(classifier.Auc),
            MeasureValues.Of(means));
    }

    /// <summary>At most half of <see cref="MostRows"/> present rows, evenly taken: the sample is in random order already.</summary>
    static RowTable Rows(RowMatrix matrix)
    {
        ReadOnlySpan<float> values = matrix.Values.Span;
        int dimension = matrix.Dimension, wanted = Math.Min(matrix.Rows, MostRows / 2);
        var kept = new List<float>(wanted * dimension);
        for (int i = 0; i < wanted; i++)
        {
            ReadOnlySpan<float> row = values.Slice((int)((long)i * matrix.Rows / wanted) * dimension, dimension);
            if (!float.IsNaN(row[0])) kept.AddRange(row);
        }
        return RowTable.FromVectors(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept), dimension);
    }
}
