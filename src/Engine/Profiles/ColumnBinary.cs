using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Plumbline.Engine.Columns;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Profiles;

/// <summary>A column's profile to and from bytes. Reading checks what it reads, as <see cref="ProfileFileColumns"/> does.</summary>
static class ColumnBinary
{
    // 2 holds rows outside the range of the cells. Both are read for ever.
    const byte Plain = 1, Ranged = 2;
    const byte Numbers = 1, Categories = 2, Times = 3, Vectors = 4;

    /// <summary>The sketches come last, so that they can be kept apart and left out.</summary>
    /// <returns>Where they begin; the end where there are none.</returns>
    public static int Write(ColumnProfile column, BinaryOutput output)
    {
        output.Byte(VersionOf(column.Content.Cells));
        output.Count(column.Rows);
        Write(output, column.Missing.BySpelling);
        Write(output, column.Unreadable);
        output.Flag(column.OwnVariation != 0);
        if (column.OwnVariation != 0) output.Number(column.OwnVariation);
        WriteContent(output, column.Content);
        int sketchesAt = output.Length;
        if (column.Content is ColumnContent.Numbers numbers)
        {
            output.BlockOrNull(numbers.Sketch?.ToBytes());
            output.BlockOrNull(numbers.DistinctSketch?.ToBytes());
        }
        if (column.Content is ColumnContent.Categories categories) output.BlockOrNull(categories.DistinctSketch?.ToBytes());
        return sketchesAt;
    }

    /// <summary>Takes up a column again.</summary>
    /// <param name="bytes">With the sketches, or up to them.</param>
    /// <param name="on">What it was counted on.</param>
    /// <param name="withSketches">False: sketches are not looked at and null.</param>
    public static ColumnProfile Read(ReadOnlySpan<byte> bytes, ProfileBinsColumn on, bool withSketches)
    {
        try
        {
            return ReadChecked(bytes, on, withSketches);
        }
        catch (OverflowException problem)
        {
            throw new FormatException("counts sum to more than a number can hold", problem);
        }
    }

    static ColumnProfile ReadChecked(ReadOnlySpan<byte> bytes, ProfileBinsColumn on, bool withSketches)
    {
        var input = new BinaryInput(bytes);
        input.Expect(VersionOf(on.Cells), "the version of a column");
        var profile = new ColumnProfile
        {
            Column = on.Column,
            Rows = input.Count(),
            Missing = new MissingValues(ReadNamed(ref input)),
            Unreadable = ReadUnreadable(ref input),
            OwnVariation = input.Flag() ? input.Number() : 0,
            Content = ReadContent(ref input, on.Cells, withSketches),
        };
        if (withSketches) input.End();
        Require(profile.Content.Present <= profile.Rows, $"{profile.Content.Present} values stand in {profile.Rows} rows");
        return profile;
    }

    static void WriteContent(BinaryOutput output, ColumnContent content)
    {
        switch (content)
        {
            case ColumnContent.Numbers numbers:
                Write(output, numbers);
                break;
            case ColumnContent.Categories categories:
                Write(output, categories);
                break;
            case ColumnContent.Times times:
                output.Byte(Times);
                output.MomentOrNull(times.From);
                output.MomentOrNull(times.To);
                output.Count(times.Count);
                break;
            case ColumnContent.Vectors vectors:
                output.Byte(Vectors);
                output.Count(vectors.Count);
                output.Count(vectors.Dimension);
                break;
            default:
                throw new UnreachableException();
        }
    }

    static void Write(BinaryOutput output, ColumnContent.Numbers numbers)
    {
        var state = numbers.Moments.State;
        output.Byte(Numbers);
        output.Counts(numbers.Counts.AsSpan());
        output.Counts(numbers.PsiCounts.AsSpan());
        if (numbers.On.Range is not null)
        {
            output.Count(numbers.Outside.Below);
            output.Count(numbers.Outside.Above);
        }
        output.Count(state.Count);
        output.Count(state.NaNCount);
        output.Count(state.InfiniteCount);
        foreach (double moment in (ReadOnlySpan<double>)[state.Mean, state.M2, state.M3, state.M4, state.Min, state.Max])
            output.Number(moment);
        output.Count(numbers.Distinct);
        output.Flag(numbers.DistinctIsEstimate);
    }

    static ColumnContent.Numbers ReadNumbers(ref BinaryInput input, ColumnCells.Numbers on, bool withSketches)
    {
        long[] counts = input.Counts(), psiCounts = input.Counts();
        var outside = on.Range is null ? default : new OutsideRows(input.Count(), input.Count());
        long count = input.Count(), notANumber = input.Count(), infinite = input.Count();
        RequireCounts(counts, on.Bins.CellCount, count);
        RequireCounts(psiCounts, on.PsiBins.CellCount, count);
        Require(outside.Below <= count && outside.Above <= count - outside.Below, $"{outside} of {count} values lie outside");
        return new ColumnContent.Numbers
        {
            On = on,
            Counts = ImmutableCollectionsMarshal.AsImmutableArray(counts),
            PsiCounts = ImmutableCollectionsMarshal.AsImmutableArray(psiCounts),
            Outside = outside,
            Moments = new Moments(new MomentsState(count, input.Number(), input.Number(), input.Number(), input.Number(), input.Number(),
                input.Number(), notANumber, infinite)),
            Distinct = input.Count(),
            DistinctIsEstimate = input.Flag(),
            Sketch = withSketches && input.Flag() ? QuantileSketch.FromBytes(input.Block()) : null,
            DistinctSketch = withSketches && input.Flag() ? HyperLogLog.FromBytes(input.Block()) : null,
        };
    }

    static void Write(BinaryOutput output, ColumnContent.Categories categories)
    {
        output.Byte(Categories);
        output.Counts(categories.Counts.AsSpan());
        output.Count(categories.Other);
        Write(output, categories.Unseen);
        output.Count(categories.UnseenRest);
        output.Count(categories.Distinct);
        output.Flag(categories.DistinctIsEstimate);
    }

    static ColumnContent.Categories ReadCategories(ref BinaryInput input, ColumnCells.Categories on, bool withSketches)
    {
        long[] counts = input.Counts();
        Require(counts.Length == on.Names.Length, $"{counts.Length} counts stand for {on.Names.Length} categories");
        return new ColumnContent.Categories
        {
            On = on,
            Counts = ImmutableCollectionsMarshal.AsImmutableArray(counts),
            Other = input.Count(),
            Unseen = ReadNamed(ref input),
            UnseenRest = input.Count(),
            Distinct = input.Count(),
            DistinctIsEstimate = input.Flag(),
            DistinctSketch = withSketches && input.Flag() ? HyperLogLog.FromBytes(input.Block()) : null,
        };
    }

    static ColumnContent ReadContent(ref BinaryInput input, ColumnCells? cells, bool withSketches)
    {
        byte kind = input.Byte();
        return (kind, cells) switch
        {
            (Numbers, ColumnCells.Numbers on) => ReadNumbers(ref input, on, withSketches),
            (Categories, ColumnCells.Categories on) => ReadCategories(ref input, on, withSketches),
            (Times, null) => new ColumnContent.Times(input.MomentOrNull(), input.MomentOrNull(), input.Count()),
            (Vectors, null) => new ColumnContent.Vectors(input.Count(), (int)input.Count(int.MaxValue)),
            _ => throw new FormatException($"a column of the kind {kind} does not fit the cells of its bin set"),
        };
    }

    // By ordinal, whatever order the dictionary has: equal counts give equal bytes.
    static void Write(BinaryOutput output, ImmutableSortedDictionary<string, long> counts)
    {
        output.Count(counts.Count);
        if (counts.IsEmpty) return;
        foreach (var (name, count) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            output.Text(name);
            output.Count(count);
        }
    }

    static ImmutableSortedDictionary<string, long> ReadNamed(ref BinaryInput input)
    {
        int count = input.Length();
        if (count == 0) return MissingValues.None.BySpelling;
        var named = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++) named[input.Text()] = input.Count();
        Require(named.Count == count, "a name stands twice");
        return named.ToImmutable();
    }

    static void Write(BinaryOutput output, UnreadableValues values)
    {
        bool isSome = values != UnreadableValues.None;
        output.Flag(isSome);
        if (!isSome) return;
        output.Count(values.Count);
        output.Flag(values.FirstLine is not null);
        if (values.FirstLine is { } line) output.Count(line);
        output.TextOrNull(values.Example);
    }

    static UnreadableValues ReadUnreadable(ref BinaryInput input) =>
        input.Flag() ? new UnreadableValues(input.Count(), input.Flag() ? input.Count() : null, input.TextOrNull()) : UnreadableValues.None;

    static byte VersionOf(ColumnCells? cells) => cells is ColumnCells.Numbers { Range: not null } ? Ranged : Plain;

    static void RequireCounts(long[] counts, int cells, long total)
    {
        Require(counts.Length == cells, $"{counts.Length} counts stand for {cells} cells");
        Require(counts.Sum() == total, $"the counts sum to {counts.Sum()}, not to {total}");
    }

    static void Require(bool condition, string problem)
    {
        if (!condition) throw new FormatException(problem);
    }
}
