using Plumbline.Engine.Columns;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>Makes the report of one column from its two sides, all but the verdict.</summary>
sealed class ColumnComparer(ReportContext context, ColumnPair pair)
{
    const int MostCategoriesListed = 20;

    public ColumnWork Compare(ColumnSides sides)
    {
        bool redact = context.Options.Redact;
        var labels = new ValueLabels(redact, pair.Column.Type == ColumnType.Numeric);
        var reference = sides.Reference is null ? null : ColumnSummaries.Of(sides.Reference, sides.ReferenceValues, redact);
        var current = sides.Current is null ? null : ColumnSummaries.Of(sides.Current, sides.CurrentValues, redact);
        var report = new ColumnReport
        {
            Name = pair.Name,
            Role = pair.Column.Role,
            Type = pair.Column.Type,
            Reference = reference,
            Current = current,
            Picture = Picture(sides, labels),
        };
        if (Comparable(sides)) report = WithCounts(report, sides, labels);
        var (before, now) = (new ColumnSide(reference, sides.ReferenceSlice, sides.Reference?.Content),
            new ColumnSide(current, sides.CurrentSlice, sides.Current?.Content));
        return new ColumnWork(pair, report)
        {
            Evidence = pair.IsJudged && !LabelsAreLate(sides) ? ColumnComparison.Compare(sides.Reference, sides.Current, redact) : null,
            Facts = new ColumnFacts(reference, current, labels),
            Checks = ColumnIntegrity.Check(pair.Column, before, now, context.IntegrityOptions),
            Warnings = Warnings(sides),
            ReferenceTimes = pair.Column.Role == ColumnRole.Timestamp ? sides.Reference?.Content as ColumnContent.Times : null,
            CurrentTimes = pair.Column.Role == ColumnRole.Timestamp ? sides.Current?.Content as ColumnContent.Times : null,
        };
    }

    // Truths arrive later than events: a current set without any has nothing to judge, which is not drift.
    bool LabelsAreLate(ColumnSides sides) => pair.Column.Role == ColumnRole.Target && sides.Current is not { Content.Present: > 0 };

    static bool Comparable(ColumnSides sides) => (sides.Reference?.Content, sides.Current?.Content) is
        (ColumnContent.Numbers, ColumnContent.Numbers) or (ColumnContent.Categories, ColumnContent.Categories);

    ColumnReport WithCounts(ColumnReport report, ColumnSides sides, ValueLabels labels)
    {
        if (sides.Reference is not { } reference || sides.Current is not { } current) return report;
        // Ids and times are told, never tested: their counts say nothing.
        if (!pair.IsJudged && pair.Column.Role is ColumnRole.Id or ColumnRole.Timestamp) return report;
        var cells = CountedCells.Of(reference.Content, current.Content);
        bool categorical = reference.Content is ColumnContent.Categories;
        return report with
        {
            Cells = Shown(cells, labels),
            Measures = MeasuresOf(sides, cells),
            NewCategories = categorical && !labels.Redact && pair.Column.Type != ColumnType.Text ? Only(cells, c => cells.Reference[c] == 0
                && cells.Current[c] > 0) : [],
            VanishedCategories = categorical && !labels.Redact && pair.Column.Type != ColumnType.Text ? Only(cells, c =>
                cells.Current[c] == 0 && cells.Reference[c] > 0) : [],
        };
    }

    IReadOnlyDictionary<string, MeasureValue> MeasuresOf(ColumnSides sides, CountedCells cells)
    {
        if (sides.Reference is not { } reference || sides.Current is not { } current) return new Dictionary<string, MeasureValue>();
        var values = sides is { ReferenceValues: { } r, CurrentValues: { } c } && reference.Content is ColumnContent.Numbers n
            && current.Content is ColumnContent.Numbers m
            ? new ValuePair(r, c, n.Moments, m.Moments) : null;
        var inputs = MeasureInputs.Of(reference.Content, current.Content, cells, values);
        if (context.Options.Binning is { } binning && values is not null)
            inputs = inputs.Rebinned(values, binning, context.Options.BinCount);
        return ColumnMeasures.Of(inputs, context.Options.Measures.Measures);
    }

    static List<CellCount> Shown(CountedCells cells, ValueLabels labels)
    {
        var shown = new List<CellCount>();
        long rareReference = 0, rareCurrent = 0;
        for (int c = 0; c < cells.Labels.Count; c++)
        {
            if (cells.Reference[c] + cells.Current[c] == 0) continue;
            if (labels.Shows(cells, c)) shown.Add(new CellCount(labels.Text(cells, c), cells.Reference[c], cells.Current[c]));
            else (rareReference, rareCurrent) = (rareReference + cells.Reference[c], rareCurrent + cells.Current[c]);
        }
        if (rareReference + rareCurrent > 0) shown.Add(new CellCount(ValueLabels.RareLabel, rareReference, rareCurrent));
        return shown;
    }

    static List<CellCount> Only(CountedCells cells, Func<int, bool> chosen) =>
        [.. Enumerable.Range(0, cells.Labels.Count - 1).Where(c => chosen(c)
            && cells.Reference[c] + cells.Current[c] >= ValueLabels.LeastRowsShown)
            .OrderByDescending(c => cells.Reference[c] + cells.Current[c]).ThenBy(c => c).Take(MostCategoriesListed)
            .Select(c => new CellCount(cells.Labels[c], cells.Reference[c], cells.Current[c]))];

    ColumnPicture? Picture(ColumnSides sides, ValueLabels labels)
    {
        if (!context.Options.Pictures || pair.Column.Role is ColumnRole.Id) return null;
        var reference = sides.Reference?.Content;
        var current = sides.Current?.Content;
        if (sides.ReferenceValues is { } values && current is null or ColumnContent.Numbers)
            return ColumnPictures.OfNumbers(values, sides.CurrentValues ?? OrderedValues.None);
        if (reference is ColumnContent.Categories r && current is null or ColumnContent.Categories)
            return ColumnPictures.OfCategories(CountedCells.Of(r, current as ColumnContent.Categories ?? r.Empty()), labels);
        return null;
    }

    List<Message> Warnings(ColumnSides sides)
    {
        var warnings = new List<Message>();
        foreach (var (side, key) in ((ColumnProfile?, string)[])[(sides.Reference, "report.infinite_reference"), (sides.Current,
            "report.infinite_current")])
            if (side is { Infinite: > 0 })
                warnings.Add(Message.Of(key, ("column", pair.Name), ("count", MessageNumbers.Count(side.Infinite))));
        if (LabelsAreLate(sides)) warnings.Add(Message.Of("report.labels_late", ("column", pair.Name)));
        if (pair.IsJudged && sides.Reference is { } reference && reference.OwnVariation > DriftJudge.FloorMultiple * DriftJudge.Floor)
            warnings.Add(Message.Of("report.not_homogeneous", ("column", pair.Name), ("effect",
                MessageNumbers.Short(reference.OwnVariation))));
        return warnings;
    }
}
