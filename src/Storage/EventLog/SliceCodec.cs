using System.Collections.Immutable;
using System.Diagnostics;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Logs;

/// <summary>Column slices as bytes: the definition, what was missing and unreadable, the values.</summary>
static class SliceCodec
{
    // On disk: never renumber.
    const byte Numbers = 1;
    const byte Categories = 2;
    const byte Times = 3;
    const byte Vectors = 4;

    public static void Write(PayloadWriter to, ColumnSlice slice)
    {
        WriteDefinition(to, slice.Column);
        WriteMissing(to, slice);
        switch (slice)
        {
            case NumericSlice numbers:
                to.Byte(Numbers);
                to.Values(numbers.Values.Span);
                break;
            case CategoricalSlice categories:
                to.Byte(Categories);
                to.Number(categories.Categories.Count);
                foreach (string category in categories.Categories) to.Text(category);
                to.Small(categories.Codes.Span, 1, categories.Categories.Count);
                break;
            case TimestampSlice times:
                to.Byte(Times);
                to.Values(times.Microseconds.Span);
                break;
            case VectorSlice vectors:
                to.Byte(Vectors);
                to.Number(vectors.Dimension);
                to.Values(vectors.Values.Span);
                break;
            default:
                throw new UnreachableException($"No bytes are known for a {slice.GetType().Name}.");
        }
    }

    public static ColumnSlice Read(ref PayloadReader from, int rows)
    {
        ColumnDefinition column = ReadDefinition(ref from);
        (MissingValues missing, UnreadableValues unreadable) = ReadMissing(ref from);
        switch (from.Byte())
        {
            case Numbers:
                return new NumericSlice(column, from.Values<double>(rows), missing, unreadable);
            case Categories:
                var categories = new string[from.Count()];
                for (int i = 0; i < categories.Length; i++) categories[i] = from.Text();
                return new CategoricalSlice(column, from.Small(rows, 1, categories.Length), categories, missing, unreadable);
            case Times:
                return new TimestampSlice(column, from.Values<long>(rows), missing, unreadable);
            case Vectors:
                int dimension = from.Count();
                return new VectorSlice(column, from.Values<float>((long)rows * dimension), dimension, missing, unreadable);
            case var other:
                throw new InvalidDataException($"A column of kind {other} is unknown.");
        }
    }

    static void WriteDefinition(PayloadWriter to, ColumnDefinition column)
    {
        to.Text(column.Name);
        to.Byte(OnDisk.Role(column.Role));
        to.Byte(OnDisk.Type(column.Type));
        to.OptionalText(column.ScoreOf);
        to.Text(column.Origin);
    }

    static ColumnDefinition ReadDefinition(ref PayloadReader from) =>
        new(from.Text(), OnDisk.Role(from.Byte()), OnDisk.Type(from.Byte())) { ScoreOf = from.OptionalText(), Origin = from.Text() };

    static void WriteMissing(PayloadWriter to, ColumnSlice slice)
    {
        to.Number(slice.Missing.BySpelling.Count);
        foreach ((string spelling, long count) in slice.Missing.BySpelling)
        {
            to.Text(spelling);
            to.Number(count);
        }
        to.Number(slice.Unreadable.Count);
        if (slice.Unreadable.Count == 0) return;
        to.Number(slice.Unreadable.FirstLine ?? 0);
        to.OptionalText(slice.Unreadable.Example);
    }

    static (MissingValues, UnreadableValues) ReadMissing(ref PayloadReader from)
    {
        MissingValues missing = MissingValues.None;
        int spellings = from.Count();
        if (spellings > 0)
        {
            var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
            for (int i = 0; i < spellings; i++) counts[from.Text()] = from.Number();
            missing = new MissingValues(counts.ToImmutable());
        }
        long unreadable = from.Number();
        if (unreadable == 0) return (missing, UnreadableValues.None);
        long line = from.Number();
        return (missing, new UnreadableValues(unreadable, line == 0 ? null : line, from.OptionalText()));
    }
}
