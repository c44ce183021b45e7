using System.Buffers;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>Log entries as payloads. A payload can be read with its header alone.</summary>
static class EntryCodec
{
    /// <summary>Version of the payload. A change of the bytes is a new version; old versions stay readable.</summary>
    public const byte Version = 1;

    public static FrameKind KindOf(LogEntry entry) => entry switch
    {
        LogEntry.Events => FrameKind.Events,
        LogEntry.Truths => FrameKind.Truths,
        LogEntry.Metrics => FrameKind.Metrics,
        LogEntry.Erased => FrameKind.Erasure,
        _ => throw new ArgumentException($"No frame is known for a {entry.GetType().Name}.", nameof(entry)),
    };

    public static void Write(PayloadWriter to, LogEntry entry, ReadOnlySpan<IdentityEntry> identities)
    {
        switch (entry)
        {
            case LogEntry.Events events: WriteEvents(to, events.Batch, identities); break;
            case LogEntry.Truths truths: WriteTruths(to, truths.Batch); break;
            case LogEntry.Metrics metrics: WriteMetrics(to, metrics.Batch); break;
            case LogEntry.Erased erased: WriteErasure(to, erased.Erasure); break;
        }
    }

    /// <summary>The entry of a frame.</summary>
    /// <exception cref="InvalidDataException">The payload is not what <see cref="Write"/> writes.</exception>
    public static LogEntry Read(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Version != Version) throw new InvalidDataException($"Payloads of version {header.Version} are unknown.");
        var from = new PayloadReader(payload);
        LogEntry entry = header.Kind switch
        {
            FrameKind.Events => ReadEvents(ref from, header),
            FrameKind.Truths => ReadTruths(ref from, header),
            FrameKind.Metrics => ReadMetrics(ref from, header),
            FrameKind.Erasure => ReadErasure(ref from, header),
            _ => throw new InvalidDataException($"A frame of kind {(byte)header.Kind} is unknown."),
        };
        return from.IsAtEnd ? entry : throw new InvalidDataException("There are bytes after the last value.");
    }

    /// <summary>Who the rows of an event frame are, without reading their values.</summary>
    /// <exception cref="InvalidDataException">The payload is not what <see cref="Write"/> writes.</exception>
    public static void ReadIdentities(in FrameHeader header, ReadOnlySpan<byte> payload, SipHash hash, Span<IdentityEntry> entries)
    {
        var from = new PayloadReader(payload);
        TextValues ids = ReadTexts(ref from, header.Count);
        long[] times = from.Values<long>(header.Count);
        uint[] contents = from.Values<uint>(header.Count);
        uint[] versions = from.Values<uint>(header.Count);
        for (int row = 0; row < entries.Length; row++)
            entries[row] = IdentityEntry.Of(header.Model, times[row], hash.Of(ids[row]), contents[row], versions[row]);
    }

    static void WriteEvents(PayloadWriter to, ColumnBatch batch, ReadOnlySpan<IdentityEntry> identities)
    {
        WriteTexts(to, batch.Ids);
        to.Values(batch.Times.Span);
        foreach (ref readonly IdentityEntry identity in identities) to.Int32((int)identity.Content);
        foreach (ref readonly IdentityEntry identity in identities) to.Int32((int)identity.Version);
        to.Byte(batch.Tags is null ? (byte)0 : (byte)1);
        if (batch.Tags is { } tags) WriteTexts(to, tags);
        to.Number(batch.Columns.Count);
        foreach (ColumnSlice slice in batch.Columns) SliceCodec.Write(to, slice);
    }

    static LogEntry.Events ReadEvents(ref PayloadReader from, in FrameHeader header)
    {
        TextValues ids = ReadTexts(ref from, header.Count);
        long[] times = from.Values<long>(header.Count);
        from.Take(2L * sizeof(uint) * header.Count);
        TextValues? tags = from.Byte() == 0 ? null : ReadTexts(ref from, header.Count);
        var columns = new ColumnSlice[from.Count()];
        for (int i = 0; i < columns.Length; i++) columns[i] = SliceCodec.Read(ref from, header.Count);
        return new LogEntry.Events(new ColumnBatch
        {
            Model = header.Model,
            SchemaRevision = header.SchemaRevision,
            Ids = ids,
            Times = times,
            Columns = columns,
            Tags = tags,
        });
    }

    static void WriteTruths(PayloadWriter to, TruthBatch batch)
    {
        WriteTexts(to, batch.Ids);
        to.Values(batch.KnownAt.Span);
        SliceCodec.Write(to, batch.Labels);
    }

    static LogEntry.Truths ReadTruths(ref PayloadReader from, in FrameHeader header) => new(new TruthBatch
    {
        Model = header.Model,
        Ids = ReadTexts(ref from, header.Count),
        KnownAt = from.Values<long>(header.Count),
        Labels = SliceCodec.Read(ref from, header.Count),
    });

    static void WriteMetrics(PayloadWriter to, MetricBatch batch)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = ArrayPool<int>.Shared.Rent(batch.Count);
        for (int i = 0; i < batch.Count; i++)
        {
            numbers.TryAdd(batch.Names[i], numbers.Count);
            codes[i] = numbers[batch.Names[i]];
        }
        to.Number(numbers.Count);
        foreach (string name in numbers.OrderBy(n => n.Value).Select(n => n.Key)) to.Text(name);
        to.Small(codes.AsSpan(0, batch.Count), 0, numbers.Count - 1);
        to.Values(batch.Times.Span);
        to.Values(batch.Values.Span);
        ArrayPool<int>.Shared.Return(codes);
    }

    static LogEntry.Metrics ReadMetrics(ref PayloadReader from, in FrameHeader header)
    {
        var names = new string[from.Count()];
        for (int i = 0; i < names.Length; i++) names[i] = from.Text();
        return new LogEntry.Metrics(new MetricBatch
        {
            Model = header.Model,
            Names = Array.ConvertAll(from.Small(header.Count, 0, names.Length - 1), code => names[code]),
            Times = from.Values<long>(header.Count),
            Values = from.Values<double>(header.Count),
        });
    }

    static void WriteErasure(PayloadWriter to, Erasure erasure)
    {
        to.OptionalText(erasure.Version);
        OptionalTime(to, erasure.From);
        OptionalTime(to, erasure.To);
        to.OptionalText(erasure.Id);
        to.OptionalText(erasure.Tag?.Key);
        to.OptionalText(erasure.Tag?.Value);
    }

    static LogEntry.Erased ReadErasure(ref PayloadReader from, in FrameHeader header) => new(new Erasure
    {
        Model = header.Model,
        Version = from.OptionalText(),
        From = OptionalTime(ref from),
        To = OptionalTime(ref from),
        Id = from.OptionalText(),
        Tag = from.OptionalText() is var key & from.OptionalText() is var value && key is not null ? new(key, value ?? "") : null,
    });

    static void OptionalTime(PayloadWriter to, DateTimeOffset? time)
    {
        to.Byte(time is null ? (byte)0 : (byte)1);
        if (time is { } moment) to.Int64(moment.UtcTicks);
    }

    static DateTimeOffset? OptionalTime(ref PayloadReader from)
    {
        if (from.Byte() == 0) return null;
        long ticks = from.Int64();
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks) throw new InvalidDataException($"{ticks} is not a moment.");
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    static void WriteTexts(PayloadWriter to, TextValues texts)
    {
        ReadOnlySpan<int> ends = texts.Ends.Span;
        int[] lengths = ArrayPool<int>.Shared.Rent(ends.Length);
        int longest = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            lengths[i] = ends[i] - (i == 0 ? 0 : ends[i - 1]);
            longest = Math.Max(longest, lengths[i]);
        }
        to.Small(lengths.AsSpan(0, ends.Length), 0, longest);
        to.Values(texts.Bytes.Span[..(ends.IsEmpty ? 0 : ends[^1])]);
        ArrayPool<int>.Shared.Return(lengths);
    }

    static TextValues ReadTexts(ref PayloadReader from, int count)
    {
        int[] ends = from.Small(count, 0, int.MaxValue);
        long end = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            end += ends[i];
            ends[i] = (int)Math.Min(end, int.MaxValue);
        }
        return new TextValues(from.Values<byte>(end), ends);
    }
}
