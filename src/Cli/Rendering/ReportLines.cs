using System.Collections.Immutable;
using Plumbline.Cli.Rendering.Sections;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering;

/// <summary>A report as blocks, the same for text and Markdown.</summary>
static class ReportLines
{
    /// <summary>Everything worth reading, the answer first.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="language">The language of every sentence.</param>
    /// <param name="measures">Drift measures that get a column of the table.</param>
    public static IEnumerable<Block> Of(Report report, Language language, ImmutableArray<string> measures)
    {
        var words = new Words(language);
        return
        [
            .. HeadlineSection.Of(report, words),
            .. ColumnsSection.Of(report, words, measures),
            .. MultivariateSection.Of(report.Multivariate, words),
            .. IntegritySection.Of(report.Integrity, words),
            .. QualitySection.Of(report.Quality, words),
            .. SegmentsSection.Of(report, words),
            .. FairnessSection.Of(report.Fairness, words),
            .. WarningsSection.Of(report.Warnings, words),
        ];
    }
}
