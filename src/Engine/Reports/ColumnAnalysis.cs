using Plumbline.Engine.Columns;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>What one column's work yields before columns are judged together.</summary>
sealed record ColumnWork(ColumnPair Pair, ColumnReport Report)
{
    /// <summary>Null for columns that are not judged.</summary>
    public ColumnEvidence? Evidence { get; init; }

    public ColumnFacts? Facts { get; init; }

    public IReadOnlyList<IntegrityCheck> Checks { get; init; } = [];

    public IReadOnlyList<Message> Warnings { get; init; } = [];

    /// <summary>First and last time of the timestamp column; null for every other column.</summary>
    public ColumnContent.Times? ReferenceTimes { get; init; }

    public ColumnContent.Times? CurrentTimes { get; init; }
}

/// <summary>Works on one column, both sides, reading each once.</summary>
sealed class ColumnAnalysis(ReportContext context)
{
    /// <summary>Says that a profile was counted on other cells than the reference's.</summary>
    public const string OtherCellsKey = "report.profile_on_other_cells";

    /// <summary>The work of a column. Whatever goes wrong inside becomes its <see cref="ColumnReport.Failure"/>.</summary>
    public ColumnWork Run(ColumnPair pair, ColumnWorkspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            return Analyse(pair, workspace, cancellationToken);
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            // One broken column never takes the report down: it says why, its neighbours are unaffected.
            return Failed(pair, problem);
        }
    }

    ColumnWork Analyse(ColumnPair pair, ColumnWorkspace workspace, CancellationToken cancellationToken)
    {
        var referenceSlice = pair.Reference is null ? null : context.Reference.Dataset?.Read(pair.Name, cancellationToken);
        var currentSlice = pair.Current is null ? null : context.Current.Dataset?.Read(pair.Name, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        context.Rows.Add(pair, referenceSlice, currentSlice);

        var (reference, referenceValues) = ReferenceOf(pair, referenceSlice, workspace);
        var (current, currentValues) = CurrentOf(pair, currentSlice, reference, workspace);
        cancellationToken.ThrowIfCancellationRequested();
        return new ColumnComparer(context, pair).Compare(new ColumnSides(reference, current, referenceValues, currentValues, referenceSlice,
            currentSlice));
    }

    (ColumnProfile? Profile, OrderedValues? Values) ReferenceOf(ColumnPair pair, ColumnSlice? slice, ColumnWorkspace workspace)
    {
        if (context.Reference.Profile is { } stored) return Stored(pair.Reference is null ? null : stored.Find(pair.Name));
        if (slice is null) return (null, null);
        var sorted = slice is NumericSlice numbers ? workspace.SortReference(numbers.Values.Span) : default;
        var profile = ColumnProfiles.Of(slice, null, sorted.Span, context.Blocks, workspace);
        return (profile, slice is NumericSlice ? OrderedValues.Of(sorted) : null);
    }

    (ColumnProfile? Profile, OrderedValues? Values) CurrentOf(ColumnPair pair, ColumnSlice? slice, ColumnProfile? reference,
        ColumnWorkspace workspace)
    {
        if (context.Current.Profile is { } stored) return Stored(pair.Current is null ? null : Fitting(stored.Find(pair.Name), reference));
        if (slice is null) return (null, null);
        var sorted = slice is NumericSlice numbers ? workspace.SortCurrent(numbers.Values.Span) : default;
        var profile = ColumnProfiles.Of(slice, reference?.Content.Cells, sorted.Span, null, workspace);
        return (profile, slice is NumericSlice ? OrderedValues.Of(sorted) : null);
    }

    static (ColumnProfile? Profile, OrderedValues? Values) Stored(ColumnProfile? profile) =>
        (profile, profile?.Content is ColumnContent.Numbers { Sketch: { } sketch } ? OrderedValues.Of(sketch) : null);

    ColumnProfile? Fitting(ColumnProfile? current, ColumnProfile? reference)
    {
        if (current?.Content.Cells is { } ours && reference?.Content.Cells is { } theirs && ours.GetType() == theirs.GetType()
            && ours.Fingerprint != theirs.Fingerprint)
            throw new ReportException(Message.Of(OtherCellsKey, ("column", current.Column.Name), ("file", context.Current.Path)));
        return current;
    }

    static ColumnWork Failed(ColumnPair pair, Exception problem) => new(pair, new ColumnReport
    {
        Name = pair.Name,
        Role = pair.Column.Role,
        Type = pair.Column.Type,
        Failure = problem is ReportException ours ? ours.Problem : Message.Of("report.column_failed", ("problem", problem.Message)),
    });
}

/// <summary>Both sides of a column, as far as there are any.</summary>
sealed record ColumnSides(ColumnProfile? Reference, ColumnProfile? Current, OrderedValues? ReferenceValues, OrderedValues? CurrentValues,
    ColumnSlice? ReferenceSlice, ColumnSlice? CurrentSlice);
