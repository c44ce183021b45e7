using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>The state of a log's files after opening.</summary>
/// <param name="Segments">By number, at least one.</param>
/// <param name="End">Length of the last one.</param>
/// <param name="LastSeq">The last row; 0 when there is none.</param>
/// <param name="Group">The last group.</param>
/// <param name="CutBytes">Bytes of an unfinished, never acknowledged write that were cut off the end.</param>
sealed record RecoveredLog(IReadOnlyList<Segment> Segments, long End, long LastSeq, long Group, long CutBytes);

/// <summary>Reads the segments of a log after a crash or a clean end. What was acknowledged and is not there any more is refused; only the
/// rest
/// of a write that was never acknowledged is cut off.</summary>
/// <param name="folder">Where the segments are.</param>
/// <param name="id">The data folder's.</param>
/// <param name="mark">How far the log is known to be on disk.</param>
/// <param name="verifiedBytes">Frames of so many bytes, the newest, are read and checked. Older ones are checked when somebody reads
/// them.</param>
sealed class LogRecovery(string folder, ulong id, HighWaterMark mark, long verifiedBytes)
{
    public RecoveredLog Run()
    {
        var segments = FindSegments();
        CheckChain(segments);
        long left = verifiedBytes;
        for (int i = segments.Count - 2; i >= 0 && left > 0; i--)
        {
            CheckFrames(segments[i], segments[i + 1].Header);
            left -= segments[i + 1].Header.LengthBefore;
        }
        return ReadLast(segments);
    }

    List<Segment> FindSegments()
    {
        var numbers = Directory.EnumerateFiles(folder).Select(Segment.NumberOf).OfType<long>().Order().ToList();
        foreach (long released in numbers.Where(n => n < mark.FirstSegment)) File.Delete(Segment.PathOf(folder, released));
        numbers.RemoveAll(n => n < mark.FirstSegment);
        long last = Math.Max(mark.LastSegment, numbers.Count > 0 ? numbers[^1] : 0);
        var segments = new List<Segment>();
        for (long number = mark.FirstSegment; number <= last; number++)
        {
            string path = Segment.PathOf(folder, number);
            if (!File.Exists(path)) throw Damaged(path, 0, "the file is missing");
            if (ReadHeader(path) is { } header) segments.Add(Accept(path, number, header));
            else if (number == last && number > mark.LastSegment && new FileInfo(path).Length <= SegmentHeader.Size) File.Delete(path);
            else throw Damaged(path, 0, "there is no valid segment header");
        }
        return segments;
    }

    static SegmentHeader? ReadHeader(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return SegmentHeader.Read(file);
    }

    Segment Accept(string path, long number, SegmentHeader header)
    {
        if (header.Folder != id) throw Damaged(path, 0, "the file belongs to another data folder");
        if (header.Number != number) throw Damaged(path, 0, $"the file is segment {header.Number} under another name");
        return new Segment(path, header);
    }

    /// <summary>Each segment says how long the one before it was.</summary>
    void CheckChain(List<Segment> segments)
    {
        if (segments[0] is { Number: 1, FirstSeq: not 1 } first)
            throw Damaged(first.Path, 0, "the first segment does not begin with row 1");
        for (int i = 1; i < segments.Count; i++)
        {
            long length = new FileInfo(segments[i - 1].Path).Length, expected = segments[i].Header.LengthBefore;
            if (length != expected)
                throw Damaged(segments[i - 1].Path, Math.Min(length, expected), $"the file has {length} bytes and should have {expected}");
        }
        Segment last = segments[^1];
        long end = new FileInfo(last.Path).Length;
        if (last.Number == mark.LastSegment && end < mark.Offset)
            throw Damaged(last.Path, end, $"the file ends here, but {mark.Offset} bytes of it were on disk");
    }

    void CheckFrames(Segment segment, SegmentHeader next)
    {
        using SafeFileHandle file = segment.OpenToRead();
        using var cursor = new FrameCursor(file, SegmentHeader.Size, next.LengthBefore);
        var place = new FramePlace(segment.Header);
        if (Walk(segment, cursor, place) == CursorState.Broken) throw Damaged(segment.Path, cursor.Offset, cursor.Problem);
        if (place.NextSeq != next.FirstSeq || !place.IsWhole)
            throw Damaged(segment.Path, cursor.Offset, $"the rows from {place.NextSeq} to {next.FirstSeq - 1} are missing");
    }

    static CursorState Walk(Segment segment, FrameCursor cursor, FramePlace place)
    {
        CursorState state;
        while ((state = cursor.Move()) == CursorState.Frame)
        {
            if (place.Accept(cursor.Header, cursor.Offset) is { } problem) throw Damaged(segment.Path, cursor.Offset, problem);
            segment.Note(cursor.Header.FirstSeq, cursor.Offset);
        }
        return state;
    }

    /// <summary>What was flushed together is kept whole or not at all.</summary>
    RecoveredLog ReadLast(List<Segment> segments)
    {
        Segment last = segments[^1];
        using SafeFileHandle file = Disk.OpenOwned(last.Path, FileMode.Open);
        long length = RandomAccess.GetLength(file);
        using var cursor = new FrameCursor(file, SegmentHeader.Size, length);
        var place = new FramePlace(last.Header);
        if (Walk(last, cursor, place) == CursorState.Broken) RefuseLoss(last, file, cursor, length, place);
        if (last.Number == mark.LastSegment && place.WholeEnd < mark.Offset)
            throw Damaged(last.Path, place.WholeEnd, $"the last whole frames end here, but {mark.Offset} bytes were on disk");
        if (place.WholeSeq < mark.Seq)
            throw Damaged(last.Path, place.WholeEnd, $"the log ends with row {place.WholeSeq}, but row {mark.Seq} was on disk");
        if (length > place.WholeEnd)
        {
            last.Cut(place.WholeEnd);
            RandomAccess.SetLength(file, place.WholeEnd);
            Disk.Flush(file);
        }
        return new RecoveredLog(segments, place.WholeEnd, place.WholeSeq, place.WholeGroup, length - place.WholeEnd);
    }

    /// <summary>A broken end may be cut off when nothing tells that it was ever whole: neither the mark nor a later flush.</summary>
    void RefuseLoss(Segment last, SafeFileHandle file, FrameCursor cursor, long length, FramePlace place)
    {
        if (last.Number == mark.LastSegment && cursor.Offset < mark.Offset) throw Damaged(last.Path, cursor.Offset, cursor.Problem);
        byte[] rest = new byte[length - cursor.Offset];
        Disk.ReadExactly(file, rest, cursor.Offset);
        if (LastWholeGroup(rest) > place.GroupOfNext)
            throw Damaged(last.Path, cursor.Offset, cursor.Problem + ", while later frames are whole");
    }

    static long LastWholeGroup(ReadOnlySpan<byte> bytes)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BitConverter.TryWriteBytes(magic, FrameHeader.Magic);
        long group = 0;
        for (int at; (at = bytes.IndexOf(magic)) >= 0; bytes = bytes[(at + 1)..])
            if (FrameHeader.TryRead(bytes[at..], out FrameHeader header)) group = Math.Max(group, header.Group);
        return group;
    }

    static StorageException Damaged(string path, long offset, string problem) => LogDamage.At(path, offset, problem);
}

/// <summary>Which frame must come next.</summary>
sealed class FramePlace(SegmentHeader segment)
{
    public long NextSeq { get; private set; } = segment.FirstSeq;

    /// <summary>The last group that was seen.</summary>
    public long Group { get; private set; } = segment.FirstGroup - 1;

    /// <summary>True after the last frame of a group.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Where the last whole group ends.</summary>
    public long WholeEnd { get; private set; } = SegmentHeader.Size;

    /// <summary>The last row of the last whole group.</summary>
    public long WholeSeq { get; private set; } = segment.FirstSeq - 1;

    /// <summary>The last whole group.</summary>
    public long WholeGroup => IsWhole ? Group : Group - 1;

    /// <summary>The group the next frame belongs to.</summary>
    public long GroupOfNext => IsWhole ? Group + 1 : Group;

    /// <summary>Takes the next frame.</summary>
    /// <returns>What is wrong with its place; null when it is the one that was expected.</returns>
    public string? Accept(in FrameHeader header, long offset)
    {
        if (header.FirstSeq != NextSeq) return $"row {NextSeq} should come here, but row {header.FirstSeq} does";
        if (header.Group != GroupOfNext) return $"group {GroupOfNext} should come here, but group {header.Group} does";
        NextSeq = header.LastSeq + 1;
        Group = header.Group;
        IsWhole = header.EndsGroup;
        if (IsWhole) (WholeEnd, WholeSeq) = (offset + header.Length, header.LastSeq);
        return null;
    }
}

/// <summary>How damage of the log is told.</summary>
static class LogDamage
{
    public static StorageException At(string path, long offset, string problem, Exception? inner = null) => new(StorageFailure.Damaged,
        $"The event log is damaged: {path}, at byte {offset}: {problem}. Plumbline does not go on without rows it has acknowledged; "
        + "restore the data folder from a backup.", inner);
}
