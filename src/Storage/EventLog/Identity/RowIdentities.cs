using System.Buffers;
using System.Text;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Logs;

/// <summary>Computes who the rows of a batch are and what they hold.</summary>
static class RowIdentities
{
    public static void Fill(ColumnBatch batch, SipHash hash, Span<IdentityEntry> entries)
    {
        ulong[] contents = ArrayPool<ulong>.Shared.Rent(batch.Count);
        ulong[] versions = ArrayPool<ulong>.Shared.Rent(batch.Count);
        Span<ulong> content = contents.AsSpan(0, batch.Count);
        Span<ulong> version = versions.AsSpan(0, batch.Count);
        content.Clear();
        version.Clear();
        AddContents(batch, hash, content);
        foreach (ColumnSlice slice in batch.Columns)
            if (slice is CategoricalSlice { Column.Role: ColumnRole.Version } texts) AddCategories(texts, 0, hash, version);
        ReadOnlySpan<long> times = batch.Times.Span;
        for (int row = 0; row < entries.Length; row++)
            entries[row] = IdentityEntry.Of(batch.Model, times[row], hash.Of(batch.Ids[row]), Fold(content[row]), Fold(version[row]));
        ArrayPool<ulong>.Shared.Return(contents);
        ArrayPool<ulong>.Shared.Return(versions);
    }

    /// <summary>What <see cref="Fill"/> gives for the version of a row.</summary>
    public static uint VersionOf(string version, SipHash hash) => Fold(Mix(OfText(version, hash)));

    /// <summary>Content is a sum over the present values: the order of columns and columns that are missing in a row make no
    /// difference.</summary>
    static void AddContents(ColumnBatch batch, SipHash hash, Span<ulong> content)
    {
        foreach (ColumnSlice slice in batch.Columns)
        {
            ulong seed = OfText(slice.Column.Name, hash);
            switch (slice)
            {
                case NumericSlice numbers: AddNumbers(numbers.Values.Span, seed, content); break;
                case CategoricalSlice categories: AddCategories(categories, seed, hash, content); break;
                case TimestampSlice times: AddTimes(times.Microseconds.Span, seed, content); break;
                case VectorSlice vectors: AddVectors(vectors, seed, content); break;
            }
        }
        if (batch.Tags is not { } tags) return;
        for (int row = 0; row < content.Length; row++)
            if (tags[row] is { IsEmpty: false } tag) content[row] += Mix((ulong)hash.Of(tag) + 1);
    }

    static void AddNumbers(ReadOnlySpan<double> values, ulong seed, Span<ulong> content)
    {
        for (int row = 0; row < content.Length; row++)
        {
            double value = values[row] + 0.0;
            if (!double.IsNaN(value)) content[row] += Mix(BitConverter.DoubleToUInt64Bits(value) ^ seed);
        }
    }

    static void AddCategories(CategoricalSlice slice, ulong seed, SipHash hash, Span<ulong> content)
    {
        ulong[] mixed = ArrayPool<ulong>.Shared.Rent(slice.Categories.Count);
        for (int i = 0; i < slice.Categories.Count; i++) mixed[i] = Mix(OfText(slice.Categories[i], hash) ^ seed);
        ReadOnlySpan<int> codes = slice.Codes.Span;
        for (int row = 0; row < content.Length; row++)
            if (codes[row] >= 0) content[row] += mixed[codes[row]];
        ArrayPool<ulong>.Shared.Return(mixed);
    }

    static void AddTimes(ReadOnlySpan<long> times, ulong seed, Span<ulong> content)
    {
        for (int row = 0; row < content.Length; row++)
            if (times[row] != TimestampSlice.MissingTime) content[row] += Mix((ulong)times[row] ^ seed);
    }

    static void AddVectors(VectorSlice slice, ulong seed, Span<ulong> content)
    {
        ReadOnlySpan<float> values = slice.Values.Span;
        for (int row = 0; row < content.Length; row++)
        {
            ulong state = seed;
            foreach (float value in values.Slice(row * slice.Dimension, slice.Dimension))
                state = Mix(state ^ (float.IsNaN(value) ? uint.MaxValue : BitConverter.SingleToUInt32Bits(value + 0.0f)));
            content[row] += state;
        }
    }

    static ulong OfText(string text, SipHash hash)
    {
        int length = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = length > 512 ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented ?? stackalloc byte[512];
        ulong result = (ulong)hash.Of(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }

    static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value ^= value >> 32;
        value *= 0xD6E8FEB86659FD93;
        return value ^ (value >> 32);
    }

    static uint Fold(ulong value) => (uint)(value ^ (value >> 32));
}
