using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Multiplicity;
using Plumbline.Statistics.Slices;

namespace Plumbline.Engine.Segments;

/// <summary>Volume and quality per value of the segment columns.</summary>
public static class SegmentAnalysis
{
    /// <summary>With more classes than this, only the compared measure is given per segment.</summary>
    const int MostLabelsInFull = 20;

    /// <summary>One report per segment column, in the order given; the first carries the crossing of the first two. The change of the
    /// compared measure is split into mix and within (METHODS section 6); verdicts hold over the segments of a column by
    /// Benjamini-Hochberg.</summary>
    /// <param name="columns">Grouped rows of the segment columns.</param>
    /// <param name="outputs">Labels and answers, or null: then only volumes are reported.</param>
    /// <param name="options">Seed of the intervals.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    public static IReadOnlyList<SegmentReport> Run(IReadOnlyList<RowGroups> columns, ModelOutputsPair? outputs, QualityOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        var measured = outputs is not null && (outputs.Reference is { Labelled: > 0 } || outputs.Current is { Labelled: > 0 }) ? outputs
            : null;
        var reports = columns.Select(c => OfColumn(c, measured, options, cancellationToken)).ToList();
        if (columns.Count > 1)
            reports[0] = reports[0] with { Crossing = Crossings.Of(columns[0], columns[1], measured, cancellationToken) };
        return reports;
    }

    static SegmentReport OfColumn(RowGroups column, ModelOutputsPair? outputs, QualityOptions options, CancellationToken cancellationToken)
    {
        int groups = column.Labels.Count;
        string? measure = outputs is null ? null : PrimaryMeasure.Choose(outputs);
        var before = GroupIndex.Of(column.Reference.Span, groups);
        var now = GroupIndex.Of(column.Current.Span, groups);
        var cells = new MeasuredPair[groups];
        var full = new IReadOnlyDictionary<string, MeasureValue>[groups];
        for (int g = 0; g < groups; g++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var current = Take(outputs?.Current, now[g]);
            cells[g] = MeasuredPair.Of(Take(outputs?.Reference, before[g]), current, measure);
            full[g] = current is null || current.Labelled == 0 || outputs!.Plan.Labels.Length > MostLabelsInFull
                ? new Dictionary<string, MeasureValue>() : QualityAnalysis.Measure(current, options);
        }
        var (changes, q) = MeasuredPair.Judge(cells, measure);
        var rows = Enumerable.Range(0, groups).Select(g => new SegmentRow
        {
            Value = column.Labels[g],
            ReferenceRows = before[g].Length,
            CurrentRows = now[g].Length,
            Reference = cells[g].ReferenceShown,
            Current = cells[g].CurrentShown,
            Change = changes[g],
            QValue = q[g],
            Measures = full[g],
        }).ToList();
        return WithSplit(new SegmentReport { Column = column.Column, Measure = measure, Rows = rows }, cells, outputs);
    }

    /// <summary>Segments weigh by the rows behind their number (for recall the positives), so mix and within add up to the change on all
    /// rows.</summary>
    static SegmentReport WithSplit(SegmentReport report, MeasuredPair[] cells, ModelOutputsPair? outputs)
    {
        if (outputs?.Reference is null || outputs.Current is null) return report;
        var split = MixWithin.Split([.. cells.Select(c => c.Reference.N)], [.. cells.Select(c => c.Reference.Value)],
            [.. cells.Select(c => c.Current.N)], [.. cells.Select(c => c.Current.Value)]);
        return report with { Change = split.Change, Mix = split.Mix, Within = split.Within };
    }

    internal static ModelOutputs? Take(ModelOutputs? outputs, ReadOnlySpan<int> rows) =>
        outputs is null || rows.IsEmpty ? null : outputs.Take(rows);
}

/// <summary>The compared measure of one segment or cell on both sides.</summary>
readonly record struct MeasuredPair(Estimate Reference, Estimate Current, bool HasQuality)
{
    internal MeasureValue? ReferenceShown => HasQuality ? PrimaryMeasure.Shown(Reference) : null;

    internal MeasureValue? CurrentShown => HasQuality ? PrimaryMeasure.Shown(Current) : null;

    internal static MeasuredPair Of(ModelOutputs? reference, ModelOutputs? current, string? measure) => measure is null
        ? new(Estimate.Undefined(0), Estimate.Undefined(0), false)
        : new(reference is null ? Estimate.Undefined(0) : PrimaryMeasure.Of(reference, measure),
            current is null ? Estimate.Undefined(0) : PrimaryMeasure.Of(current, measure), true);

    /// <summary>Change, verdict and adjusted p-value of each pair, Benjamini-Hochberg over those that can be judged.</summary>
    internal static (QualityChange?[] Changes, double[] Q) Judge(MeasuredPair[] pairs, string? measure)
    {
        if (measure is null) return (new QualityChange?[pairs.Length], [.. pairs.Select(_ => double.NaN)]);
        var known = QualityMeasures.Find(measure)!;
        var compared = pairs.Select(p => new QualityChanges.Compared(known, PrimaryMeasure.Shown(p.Reference),
            PrimaryMeasure.Shown(p.Current))).ToArray();
        double[] q = BenjaminiHochberg.Adjust([.. compared.Select(c => c.IsJudged ? c.Change.PValue : double.NaN)]);
        return ([.. compared.Select((c, i) => c.Judge(q[i], QualityChanges.Level, QualityChanges.Level))], q);
    }
}
