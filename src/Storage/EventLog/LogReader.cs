using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>What of the log is on disk: replaced as a whole after every flush.</summary>
/// <param name="Segments">Those that were not released, by number; at least one.</param>
/// <param name="End">Length of the last one.</param>
/// <param name="LastSeq">The last row.</param>
sealed record DurableLog(ImmutableArray<Segment> Segments, long End, long LastSeq)
{
    /// <summary>Where a segment ends.</summary>
    public long EndOf(int index) => index + 1 < Segments.Length ? Segments[index + 1].Header.LengthBefore : End;

    /// <summary>The segment that holds a row; -1 when it was released.</summary>
    public int IndexOf(long seq)
    {
        int low = 0, high = Segments.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Segments[middle].FirstSeq <= seq) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }
}

/// <summary>Reads frames while others are appended. Files are opened for each reading.</summary>
static class LogReader
{
    /// <summary>Takes the frame a cursor stands on.</summary>
    public delegate T Taker<out T>(in FrameHeader header, ReadOnlySpan<byte> payload);

    public static LogFrame Decode(in FrameHeader header, ReadOnlySpan<byte> payload) =>
        new(header.FirstSeq, DateTimeOffset.UnixEpoch.AddMicroseconds(header.ReceivedAt), EntryCodec.Read(header, payload));

    /// <summary>Frames with rows after a row, up to the end of what is given.</summary>
    /// <exception cref="StorageException">A frame is damaged, or the rows were released.</exception>
    public static IEnumerable<T> Read<T>(DurableLog log, long seq, Taker<T> take, CancellationToken cancellationToken)
    {
        if (seq >= log.LastSeq) yield break;
        int index = log.IndexOf(seq + 1);
        if (index < 0)
        {
            throw new StorageException(StorageFailure.Damaged,
                $"Row {seq + 1} was asked of the event log, but rows before {log.Segments[0].FirstSeq} were released after every part "
                + "had them. The part that asks was reset; rebuild it from the events.");
        }
        for (; index < log.Segments.Length; index++)
        {
            Segment segment = log.Segments[index];
            using SafeFileHandle file = Open(segment);
            using var cursor = new FrameCursor(file, segment.PlaceBefore(seq + 1), log.EndOf(index));
            while (Move(segment, cursor))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (cursor.Header.LastSeq <= seq) continue;
                if (cursor.Header.FirstSeq > seq + 1) throw LogDamage.At(segment.Path, cursor.Offset, $"row {seq + 1} should come here");
                seq = cursor.Header.LastSeq;
                yield return Take(segment, cursor, take);
            }
        }
        if (seq < log.LastSeq) throw LogDamage.At(log.Segments[^1].Path, log.End, $"row {seq + 1} should come here");
    }

    static SafeFileHandle Open(Segment segment)
    {
        try
        {
            return segment.OpenToRead();
        }
        catch (FileNotFoundException missing)
        {
            throw LogDamage.At(segment.Path, 0, "the file is missing", missing);
        }
    }

    static bool Move(Segment segment, FrameCursor cursor)
    {
        try
        {
            CursorState state = cursor.Move();
            if (state == CursorState.Broken) throw LogDamage.At(segment.Path, cursor.Offset, cursor.Problem);
            if (state == CursorState.Frame) segment.Note(cursor.Header.FirstSeq, cursor.Offset);
            return state == CursorState.Frame;
        }
        catch (EndOfStreamException cut)
        {
            throw LogDamage.At(segment.Path, cursor.Offset, "the file was cut off", cut);
        }
    }

    static T Take<T>(Segment segment, FrameCursor cursor, Taker<T> take)
    {
        try
        {
            return take(cursor.Header, cursor.Payload);
        }
        catch (Exception failure) when (failure is InvalidDataException or OverflowException or ArgumentException)
        {
            throw LogDamage.At(segment.Path, cursor.Offset, $"the content cannot be read: {failure.Message}", failure);
        }
    }
}
