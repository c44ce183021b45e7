using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>Quality and fairness of a window's rows. The baseline's rows are gone, its quality is kept beside its profile.</summary>
public static class OutcomeReport
{
    /// <summary>Names of the columns whose rows are read for quality, segments and fairness.</summary>
    public static ImmutableArray<string> Columns(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var schema = model.Schema.Columns;
        return [.. schema.Columns.Where(c => ReportBuilder.IsOfOutcomes(c, schema)).Select(c => c.Name)];
    }

    /// <summary>The report of the rows alone: its quality, segments and fairness have a current side only.</summary>
    /// <param name="withSegments">False: nobody looks at segment values, which take longer than all the rest.</param>
    internal static Report Build(IDataset rows, WindowEvidence evidence, ReportOptions options, bool withSegments)
    {
        var declared = evidence.Model.Schema.Columns;
        var schema = rows.Schema with
        {
            Segments = withSegments ? [.. rows.Schema.Segments.Union(declared.Segments)] : [],
            Protected = [.. rows.Schema.Protected.Union(declared.Protected)],
        };
        return ReportBuilder.Outcomes(rows, schema, options, CancellationToken.None);
    }

    /// <summary>The window's quality beside the baseline's.</summary>
    /// <param name="current">Of the window's rows.</param>
    /// <param name="baseline">Of the baseline's; null without labels.</param>
    /// <param name="level">At which the measures shown first hold together.</param>
    public static QualityReport Beside(QualityReport current, QualityReport? baseline, double level)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(current);
        if (SideOf(baseline) is not { } reference || current.Current is not { } now || baseline?.Task != current.Task) return current;
        return current with
        {
            Reference = reference,
            Changes = QualityChanges.Compare(reference.Measures, now.Measures, current.Headline, level),
        };
    }

    /// <summary>The side a baseline's quality is kept on.</summary>
    internal static QualitySide? SideOf(QualityReport? baseline) => baseline?.Reference ?? baseline?.Current;
}
