using Plumbline.Engine.Integrity;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Multivariate;

namespace Plumbline.Engine.Multivariate;

/// <summary>Compares whole rows: can the two sets be told apart, do their columns still belong together as they did.</summary>
public static class MultivariateAnalysis
{
    /// <summary>Fewest sampled rows a side.</summary>
    public const int MinimumRows = DomainClassifier.MinimumRows;

    /// <summary>Rows a side that the domain classifier learns from unless everything is asked for: its interval is then about +-.01
    /// wide.</summary>
    public const int ClassifierRows = 5_000;

    const int ShownColumns = 10;
    const double LeastImportance = .001;

    /// <summary>Runs every measure on rows: domain classifier (boosted trees, five folds), PCA reconstruction, correlation changes,
    /// embeddings. Only feature columns that both samples have take part; text, ids and times do not.</summary>
    /// <param name="reference">Sampled reference rows.</param>
    /// <param name="current">Sampled current rows.</param>
    /// <param name="seed">Equal seeds give equal reports.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="everything">True gives the classifier every sampled row and adds the logistic one.</param>
    /// <returns>Null when a side has fewer than <see cref="MinimumRows"/> rows, or there is neither a common feature column nor an
    /// embedding.</returns>
    /// <remarks>With more than 100 columns fewer rows are used, so that the time stays the same; the report says how many.</remarks>
    public static MultivariateReport? Run(RowSample reference, RowSample current, ulong seed, CancellationToken cancellationToken,
        bool everything = false)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (Math.Min(reference.Count, current.Count) < MinimumRows) return null;
        try
        {
            return Measure(reference, current, seed, everything, cancellationToken);
        }
        catch (AggregateException) when (cancellationToken.IsCancellationRequested)
        {
            // A parallel loop wraps the cancellation of its bodies.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    static MultivariateReport? Measure(RowSample reference, RowSample current, ulong seed, bool everything,
        CancellationToken cancellationToken)
    {
        SampleTables? tables = SampleTables.Of(reference, current);
        var embeddings = EmbeddingAnalysis.Run(reference, current, seed, cancellationToken);
        if (tables is null && embeddings.Count == 0) return null;
        var report = new MultivariateReport
        {
            ReferenceSample = tables?.Reference.Rows ?? reference.Count,
            CurrentSample = tables?.Current.Rows ?? current.Count,
            DomainClassifierAuc = Absent(),
            PcaReference = Absent(),
            PcaCurrent = Absent(),
            Embeddings = embeddings,
            Notes = Notes(reference, current, tables, everything),
        };
        return tables is null ? report : WithTables(report, tables, seed, everything, cancellationToken);
    }

    static MultivariateReport WithTables(MultivariateReport report, SampleTables tables, ulong seed, bool everything,
        CancellationToken cancellationToken)
    {
        var rows = everything ? tables : tables.Take(ClassifierRows);
        var trees = DomainClassifier.Compute(rows.Reference, rows.Current, DomainModel.Trees, seed, cancellationToken);
        var logistic = everything
            ? DomainClassifier.Compute(rows.Reference, rows.Current, DomainModel.Logistic, seed, cancellationToken).Auc : (Estimate?)null;
        cancellationToken.ThrowIfCancellationRequested();
        var pca = PcaReconstruction.Compare(tables.Reference, tables.Current);
        cancellationToken.ThrowIfCancellationRequested();
        var (correlations, changed) = CorrelationAnalysis.Run(tables);
        return report with
        {
            DomainClassifierAuc = MeasureValues.Of(trees.Auc),
            LogisticClassifierAuc = logistic is { } auc ? MeasureValues.Of(auc) : null,
            TopColumns = TopColumns(trees, tables),
            PcaReference = MeasureValues.Of(pca.Reference),
            PcaCurrent = MeasureValues.Of(pca.Current) with { PValue = double.IsNaN(pca.Difference.PValue) ? null : pca.Difference.PValue },
            Correlations = correlations,
            ChangedCorrelations = changed,
        };
    }

    /// <summary>Where rows cannot be told apart, no column tells them apart: what shuffling then costs is chance.</summary>
    static IReadOnlyList<ColumnContribution> TopColumns(DomainClassifierResult classifier, SampleTables tables) => classifier.Auc.Low > .5
        ? [.. tables.Names.Select((name, i) => new ColumnContribution(name, classifier.Importance[i]))
            .Where(c => c.Importance >= LeastImportance).OrderByDescending(c => c.Importance).Take(ShownColumns)]
        : [];

    static List<Message> Notes(RowSample reference, RowSample current, SampleTables? tables, bool everything)
    {
        var (before, now) = (tables?.Reference.Rows ?? reference.Count, tables?.Current.Rows ?? current.Count);
        bool sampled = before < reference.Population || now < current.Population;
        List<Message> notes =
        [
            Message.Of(sampled ? "multivariate.sampled" : "multivariate.all_rows",
                ("reference", Figures.Count(before)), ("reference_rows", Figures.Count(reference.Population)),
                ("current", Figures.Count(now)), ("current_rows", Figures.Count(current.Population))),
        ];
        if (!everything && Math.Max(before, now) > ClassifierRows)
            notes.Add(Message.Of("multivariate.classifier_rows", ("rows", Figures.Count(ClassifierRows))));
        if (tables is { NumericColumns.Count: > CorrelationAnalysis.MostNumeric }
            or { CategoricalColumns.Count: > CorrelationAnalysis.MostCategorical })
            notes.Add(Message.Of("multivariate.correlations_of_first", ("numeric", Figures.Count(CorrelationAnalysis.MostNumeric)),
                ("categorical", Figures.Count(CorrelationAnalysis.MostCategorical))));
        return notes;
    }

    static MeasureValue Absent() => new(double.NaN) { Reason = Message.Of("multivariate.no_columns") };
}
