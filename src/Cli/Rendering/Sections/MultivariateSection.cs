using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>What only shows when columns are looked at together. Correlations that changed are among the integrity checks.</summary>
static class MultivariateSection
{
    const int ColumnsShown = 5;

    public static IEnumerable<Block> Of(MultivariateReport? report, Words words)
    {
        if (report is null) yield break;
        yield return new Block.Heading(words.Say("cli.multivariate.heading"));
        yield return new Block.Bullets([.. Sentences(report, words)
            .Select(s => System.Collections.Immutable.ImmutableArray.Create<Phrase>(s))]);
    }

    static IEnumerable<string> Sentences(MultivariateReport report, Words words)
    {
        yield return double.IsNaN(report.DomainClassifierAuc.Value)
            ? words.Say("cli.multivariate.classifier_undefined", ("reason", Reason(report.DomainClassifierAuc, words)))
            : words.Say("cli.multivariate.classifier", ("auc", Figures.WithInterval(report.DomainClassifierAuc, Figures.Three)),
                ("reference", Figures.Count(report.ReferenceSample)), ("current", Figures.Count(report.CurrentSample)));
        if (report.TopColumns.Count > 0 && report.DomainClassifierAuc.Low is > .5)
            yield return words.Say("cli.multivariate.top",
                ("names", words.List(report.TopColumns.Take(ColumnsShown).Select(c => $"{c.Column} ({Figures.Three(c.Importance)})"))));
        if (!double.IsNaN(report.PcaReference.Value))
            yield return words.Say("cli.multivariate.pca", ("reference", Figures.WithInterval(report.PcaReference, Figures.Number)),
                ("current", Figures.WithInterval(report.PcaCurrent, Figures.Number)));
        foreach (EmbeddingReport embedding in report.Embeddings)
            yield return words.Say("cli.multivariate.embedding", ("column", embedding.Column), ("mmd", Figures.Number(embedding.Mmd.Value)),
                ("p", Figures.Probability(embedding.Mmd.PValue)),
                ("auc", Figures.WithInterval(embedding.DomainClassifierAuc, Figures.Three)),
                ("cosine", Figures.Number(embedding.CosineDistance.Value)));
        foreach (string note in report.Notes.Select(words.Say)) yield return note;
    }

    static string Reason(MeasureValue measure, Words words) => measure.Reason is null ? "-" : words.Say(measure.Reason);
}
