using System.Globalization;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;

namespace Plumbline.Engine.Fairness;

/// <summary>Rates per protected group and the gaps between groups.</summary>
public static class FairnessAnalysis
{
    /// <summary>Most groups per column of an intersection, so that a pair has at most their square.</summary>
    const int MostCrossed = 12;

    /// <summary>One report per protected column, then one for the intersection of the first two (METHODS section 7).</summary>
    /// <param name="columns">Grouped rows of the protected columns.</param>
    /// <param name="outputs">Labels and answers; null gives group sizes only. Without labels the selection rate remains.</param>
    /// <param name="options">Tolerance and group sizes.</param>
    /// <param name="cancellationToken">Stops between columns.</param>
    public static IReadOnlyList<FairnessReport> Run(IReadOnlyList<RowGroups> columns, ModelOutputsPair? outputs, QualityOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        var all = columns.ToList();
        if (columns.Count > 1) all.Add(Intersection(columns[0], columns[1]));
        var reports = new List<FairnessReport>();
        for (int k = 0; k < all.Count; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reports.Add(OfColumn(all[k], outputs, options, correct: k >= columns.Count));
        }
        return reports;
    }

    static FairnessReport OfColumn(RowGroups column, ModelOutputsPair? outputs, QualityOptions options, bool correct)
    {
        var reference = GroupRates.Of(column.Reference.Span, column.Labels, outputs?.Reference, options);
        var current = GroupRates.Of(column.Current.Span, column.Labels, outputs?.Current, options);
        var shown = Enumerable.Range(0, column.Labels.Count)
            .Where(g => Math.Max(reference.Rows[g], current.Rows[g]) >= options.MinimumShownRows)
            .OrderByDescending(g => column.IsRanges ? 0 : current.Rows[g]).ThenByDescending(g => column.IsRanges ? 0 : reference.Rows[g])
            .ThenBy(g => g);
        int hidden = Enumerable.Range(0, column.Labels.Count)
            .Count(g => Math.Max(reference.Rows[g], current.Rows[g]) is > 0 and var rows && rows < options.MinimumShownRows);
        return new FairnessReport
        {
            Column = column.Column,
            Groups = [.. shown.Select(g => Group(column.Labels[g], g, reference, current, options))],
            Gaps = Gaps.Of(reference, current, column.Labels, options, correct),
            Notes = [.. Notes(column, outputs, options, hidden, correct)],
        };
    }

    static GroupQuality Group(string label, int group, GroupRates reference, GroupRates current, QualityOptions options)
    {
        bool suppressed = current.Rows[group] < options.MinimumShownRows;
        return new GroupQuality
        {
            Group = label,
            ReferenceRows = reference.Rows[group],
            CurrentRows = current.Rows[group],
            Suppressed = suppressed,
            Reference = reference.Rows[group] < options.MinimumShownRows ? new Dictionary<string, MeasureValue>()
                : reference.Measures[group],
            Current = suppressed ? new Dictionary<string, MeasureValue>() : current.Measures[group],
        };
    }

    static IEnumerable<Message> Notes(RowGroups column, ModelOutputsPair? outputs, QualityOptions options, int hidden, bool correct)
    {
        if (outputs is null) yield return Message.Of("fairness.no_outputs");
        else if (outputs.Current is null or { Labelled: 0 }) yield return Message.Of("fairness.no_labels_current");
        if (column.IsRanges) yield return Message.Of("fairness.ranges", ("column", column.Column));
        if (hidden > 0)
            yield return Message.Of("fairness.hidden", ("groups", hidden.ToString(CultureInfo.InvariantCulture)),
                ("rows", options.MinimumShownRows.ToString(CultureInfo.InvariantCulture)));
        yield return Message.Of("fairness.minimum", ("rows", options.MinimumGroupRows.ToString(CultureInfo.InvariantCulture)));
        if (correct) yield return Message.Of("fairness.intersection");
    }

    /// <summary>The pairs of groups of two columns that occur; rows without a value, or of groups beyond the largest, belong to
    /// none.</summary>
    static RowGroups Intersection(RowGroups first, RowGroups second)
    {
        int height = Math.Min(MostCrossed, Named(first)), width = Math.Min(MostCrossed, Named(second));
        var labels = from a in first.Labels.Take(height) from b in second.Labels.Take(width) select $"{a} x {b}";
        return new RowGroups
        {
            Column = $"{first.Column} x {second.Column}",
            Labels = [.. labels],
            Reference = Crossings.Pair(first.Reference.Span, second.Reference.Span, height, width),
            Current = Crossings.Pair(first.Current.Span, second.Current.Span, height, width),
        };
    }

    static int Named(RowGroups groups) => groups.Labels.Count(l => l is not (RowGroups.MissingLabel or RowGroups.OtherLabel));
}
