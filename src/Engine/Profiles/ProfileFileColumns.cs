using System.Collections.Immutable;
using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>Columns to and from the records of the file. Reading checks what it reads: a file is somebody else's.</summary>
static class ProfileFileColumns
{
    public static ProfileFileColumn Of(ColumnProfile profile)
    {
        var column = new ProfileFileColumn
        {
            Name = profile.Column.Name,
            Role = profile.Column.Role,
            Type = profile.Column.Type,
            ScoreOf = profile.Column.ScoreOf,
            Origin = profile.Column.Origin,
            Rows = profile.Rows,
            Missing = profile.Missing.BySpelling,
            Unreadable = profile.Unreadable.Count == 0 ? null
                : new ProfileFileUnreadable(profile.Unreadable.Count, profile.Unreadable.FirstLine, profile.Unreadable.Example),
            OwnVariation = profile.OwnVariation,
        };
        return profile.Content switch
        {
            ColumnContent.Numbers numbers => column with { Numbers = Of(numbers) },
            ColumnContent.Categories categories => column with { Categories = Of(categories) },
            ColumnContent.Times times => column with { Times = new ProfileFileTimes(times.From, times.To, times.Count) },
            ColumnContent.Vectors vectors => column with { Vectors = new ProfileFileVectors(vectors.Count, vectors.Dimension) },
            _ => throw new UnreachableException(),
        };
    }

    public static ColumnDefinition Definition(ProfileFileColumn column) =>
        new(column.Name, column.Role, column.Type) { ScoreOf = column.ScoreOf, Origin = column.Origin };

    /// <summary>The column's profile; null for a column that was ignored.</summary>
    /// <exception cref="FormatException">Something does not fit together.</exception>
    public static ColumnProfile? Read(ProfileFileColumn column)
    {
        ColumnContent? content = column switch
        {
            { Numbers: { } numbers } => Read(numbers),
            { Categories: { } categories } => Read(categories),
            { Times: { } times } => new ColumnContent.Times(times.From, times.To, times.Count),
            { Vectors: { } vectors } => new ColumnContent.Vectors(vectors.Count, vectors.Dimension),
            _ => null,
        };
        if (content is null) return null;
        Require(column.Rows >= 0 && content.Present <= column.Rows, $"{content.Present} values in {column.Rows} rows");
        return new ColumnProfile
        {
            Column = Definition(column),
            Rows = column.Rows,
            Missing = new MissingValues(column.Missing.ToImmutableSortedDictionary(StringComparer.Ordinal)),
            Unreadable = column.Unreadable is { } u ? new UnreadableValues(u.Count, u.FirstLine, u.Example) : UnreadableValues.None,
            Content = content,
            OwnVariation = column.OwnVariation,
        };
    }

    static ProfileFileNumbers Of(ColumnContent.Numbers numbers)
    {
        var state = numbers.Moments.State;
        return new ProfileFileNumbers
        {
            Edges = numbers.On.Bins.Edges.ToArray(),
            Atoms = numbers.On.Bins.Atoms.ToArray(),
            PsiEdges = numbers.On.PsiBins.Edges.ToArray(),
            PsiAtoms = numbers.On.PsiBins.Atoms.ToArray(),
            Counts = [.. numbers.Counts],
            PsiCounts = [.. numbers.PsiCounts],
            Range = numbers.On.Range is var (min, max) ? [min, max] : null,
            Outside = numbers.On.Range is null ? null : [numbers.Outside.Below, numbers.Outside.Above],
            Moments = new ProfileFileMoments(state.Count, Finite(state.Mean), Finite(state.M2), Finite(state.M3), Finite(state.M4),
                Known(state.Min), Known(state.Max),
                state.NaNCount, state.InfiniteCount),
            Distinct = numbers.Distinct,
            DistinctIsEstimate = numbers.DistinctIsEstimate,
            Sketch = numbers.Sketch?.ToBytes(),
            DistinctSketch = numbers.DistinctSketch?.ToBytes(),
        };
    }

    static ColumnContent.Numbers Read(ProfileFileNumbers file)
    {
        var cells = new ColumnCells.Numbers(new NumericBins(file.Edges, file.Atoms), new NumericBins(file.PsiEdges, file.PsiAtoms))
        {
            Range = RangeOf(file.Range),
        };
        RequireCounts(file.Counts, cells.Bins.CellCount, file.Moments.Count);
        RequireCounts(file.PsiCounts, cells.PsiBins.CellCount, file.Moments.Count);
        var m = file.Moments;
        return new ColumnContent.Numbers
        {
            On = cells,
            Counts = [.. file.Counts],
            PsiCounts = [.. file.PsiCounts],
            Outside = OutsideOf(file, cells.Range),
            Moments = new Moments(new MomentsState(m.Count, m.Mean, m.M2, m.M3, m.M4, m.Min ?? double.NaN, m.Max ?? double.NaN,
                m.NotANumber, m.Infinite)),
            Sketch = file.Sketch is null ? null : QuantileSketch.FromBytes(file.Sketch),
            Distinct = file.Distinct,
            DistinctIsEstimate = file.DistinctIsEstimate,
            DistinctSketch = file.DistinctSketch is null ? null : HyperLogLog.FromBytes(file.DistinctSketch),
        };
    }

    static ValueRange? RangeOf(double[]? ends)
    {
        if (ends is null) return null;
        return ends is [var min, var max] && new ValueRange(min, max) is { IsValid: true } range ? range
            : throw new FormatException("a range has no two ends in order");
    }

    static OutsideRows OutsideOf(ProfileFileNumbers file, ValueRange? range)
    {
        if (range is null) return default;
        return file.Outside is [>= 0 and var below, >= 0 and var above] && below <= file.Moments.Count - above
            ? new OutsideRows(below, above)
            : throw new FormatException("the rows outside the range are not told, or are more than there are");
    }

    static ProfileFileCategories Of(ColumnContent.Categories categories) => new()
    {
        Names = [.. categories.On.Names],
        Counts = [.. categories.Counts],
        Rest = categories.On.Rest.IsEmpty ? null : ProfileJson.Bytes(categories.On.Rest),
        KnowsRest = categories.On.KnowsRest,
        LargestOfRest = categories.On.LargestOfRest,
        Other = categories.Other,
        Unseen = categories.Unseen,
        UnseenRest = categories.UnseenRest,
        Distinct = categories.Distinct,
        DistinctIsEstimate = categories.DistinctIsEstimate,
        DistinctSketch = categories.DistinctSketch?.ToBytes(),
    };

    static ColumnContent.Categories Read(ProfileFileCategories file)
    {
        var cells = new ColumnCells.Categories([.. file.Names], ProfileJson.Hashes(file.Rest), file.KnowsRest, file.LargestOfRest);
        RequireCounts(file.Counts, file.Names.Length, file.Counts.Sum());
        Require(file.Names.Distinct(StringComparer.Ordinal).Count() == file.Names.Length, "a category is named twice");
        Require(file.Other >= 0 && file.UnseenRest >= 0 && file.Unseen.Values.All(c => c >= 0), "a count is negative");
        return new ColumnContent.Categories
        {
            On = cells,
            Counts = [.. file.Counts],
            Other = file.Other,
            Unseen = file.Unseen.ToImmutableSortedDictionary(StringComparer.Ordinal),
            UnseenRest = file.UnseenRest,
            Distinct = file.Distinct,
            DistinctIsEstimate = file.DistinctIsEstimate,
            DistinctSketch = file.DistinctSketch is null ? null : HyperLogLog.FromBytes(file.DistinctSketch),
        };
    }

    static void RequireCounts(long[] counts, int cells, long total)
    {
        Require(counts.Length == cells, $"{counts.Length} counts for {cells} cells");
        Require(counts.All(c => c >= 0) && counts.Sum() == total, $"the counts sum to {counts.Sum()}, not to {total}");
    }

    static void Require(bool condition, string problem)
    {
        if (!condition) throw new FormatException(problem);
    }

    // JSON has no infinity; powers that left the range of double come back as its largest value.
    static double Finite(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, double.MinValue, double.MaxValue);

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
