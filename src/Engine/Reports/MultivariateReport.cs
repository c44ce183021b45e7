using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>Measures on rows, from a seeded sample.</summary>
public sealed record MultivariateReport
{
    public long ReferenceSample { get; init; }

    public long CurrentSample { get; init; }

    /// <summary>How well reference and current rows can be told apart: .5 not at all, 1 perfectly.</summary>
    public required MeasureValue DomainClassifierAuc { get; init; }

    /// <summary>The same for a logistic regression, which sees shifts of means and shares only; null when not asked for.</summary>
    public MeasureValue? LogisticClassifierAuc { get; init; }

    /// <summary>Columns that tell them apart, by loss of AUC when permuted, largest first.</summary>
    public IReadOnlyList<ColumnContribution> TopColumns { get; init; } = [];

    /// <summary>Mean reconstruction error after projection on the reference's principal components.</summary>
    public required MeasureValue PcaReference { get; init; }

    public required MeasureValue PcaCurrent { get; init; }

    /// <summary>Mean correlation changes that stand out, largest first.</summary>
    public IReadOnlyList<CorrelationChange> Correlations { get; init; } = [];

    /// <summary>Pairs of columns whose correlation changed; <see cref="Correlations"/> lists at most 50 of them.</summary>
    public int ChangedCorrelations { get; init; }

    /// <summary>Embedding columns by name.</summary>
    public IReadOnlyList<EmbeddingReport> Embeddings { get; init; } = [];

    public IReadOnlyList<Message> Notes { get; init; } = [];
}

public sealed record ColumnContribution(string Column, double Importance);

/// <summary>The association of two columns on both sides.</summary>
/// <param name="Measure">pearson, spearman or cramers_v.</param>
public sealed record CorrelationChange(string ColumnA, string ColumnB, string Measure, double Reference, double Current, double QValue,
    bool Changed);

public sealed record EmbeddingReport(string Column, MeasureValue Mmd, MeasureValue DomainClassifierAuc, MeasureValue CosineDistance);
