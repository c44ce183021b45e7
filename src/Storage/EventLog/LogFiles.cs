using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>The files of the log as the writer sees them: appends and flushes, ends segments, moves the mark, deletes what was
/// released.</summary>
sealed class LogFiles : IDisposable
{
    readonly string _folder;
    readonly ulong _folderId;
    readonly long _segmentBytes;
    readonly HighWater _highWater;
    SafeFileHandle _file;

    public LogFiles(string folder, ulong folderId, long segmentBytes, HighWater highWater, RecoveredLog recovered)
    {
        (_folder, _folderId, _segmentBytes, _highWater) = (folder, folderId, segmentBytes, highWater);
        Durable = new DurableLog([.. recovered.Segments], recovered.End, recovered.LastSeq);
        Group = recovered.Group;
        _file = Disk.OpenOwned(Durable.Segments[^1].Path, FileMode.Open);
    }

    /// <summary>What is on disk.</summary>
    public DurableLog Durable { get; private set; }

    /// <summary>The last group.</summary>
    public long Group { get; private set; }

    public bool IsMarkBehind => _highWater.Mark.Seq != Durable.LastSeq;

    /// <summary>Creates the first segment of a new log.</summary>
    public static void CreateFirst(string folder, ulong folderId)
    {
        CreateSegment(folder, new SegmentHeader(folderId, 1, 1, 1, 0)).File.Dispose();
        HighWater.Create(HighWater.PathIn(folder), folderId, new HighWaterMark(1, 1, SegmentHeader.Size, 0));
    }

    /// <summary>Writes frames with one call and returns when they are on disk. Where that fails nothing of them is left.</summary>
    /// <exception cref="IOException">They could not be written; the file is as it was before.</exception>
    /// <exception cref="StorageException">They could not be written, and the file could not be cut back either.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> frames, IReadOnlyList<long> firstSeqs, long lastSeq)
    {
        long length = frames.Sum(f => (long)f.Length);
        if (Durable.End > SegmentHeader.Size && Durable.End + length > _segmentBytes) EndSegment();
        try
        {
            RandomAccess.Write(_file, frames, Durable.End);
            Disk.Flush(_file);
        }
        catch (Exception failure)
        {
            CutBack(failure);
            throw;
        }
        long offset = Durable.End;
        for (int i = 0; i < frames.Count; offset += frames[i++].Length) Durable.Segments[^1].Note(firstSeqs[i], offset);
        Durable = Durable with { End = offset, LastSeq = lastSeq };
        Group++;
    }

    public void WriteMark() =>
        _highWater.Write(new HighWaterMark(Durable.Segments[0].Number, Durable.Segments[^1].Number, Durable.End, Durable.LastSeq));

    /// <summary>Segments whose rows are all at or before a row, but never the last segment.</summary>
    public int CountBefore(long seq)
    {
        int count = 0;
        while (count + 1 < Durable.Segments.Length && Durable.Segments[count + 1].FirstSeq <= seq + 1) count++;
        return count;
    }

    /// <summary>Deletes the oldest segments. The mark says so first: a crash between leaves files that the next start deletes.</summary>
    public void DeleteFirst(int count)
    {
        ImmutableArray<Segment> released = Durable.Segments[..count];
        Durable = Durable with { Segments = Durable.Segments[count..] };
        WriteMark();
        foreach (Segment segment in released) File.Delete(segment.Path);
    }

    public void Dispose()
    {
        _file.Dispose();
        _highWater.Dispose();
    }

    static (Segment Segment, SafeFileHandle File) CreateSegment(string folder, SegmentHeader header)
    {
        string path = Segment.PathOf(folder, header.Number);
        SafeFileHandle file = Disk.OpenOwned(path, FileMode.Create);
        try
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Size];
            header.Write(bytes);
            RandomAccess.Write(file, bytes, 0);
            Disk.Flush(file);
            Disk.FlushFolder(folder);
            return (new Segment(path, header), file);
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    void EndSegment()
    {
        var header = new SegmentHeader(_folderId, Durable.Segments[^1].Number + 1, Durable.LastSeq + 1, Group + 1, Durable.End);
        (Segment segment, SafeFileHandle file) = CreateSegment(_folder, header);
        try
        {
            _highWater.Write(new HighWaterMark(Durable.Segments[0].Number, segment.Number, SegmentHeader.Size, Durable.LastSeq));
        }
        catch
        {
            file.Dispose();
            File.Delete(segment.Path);
            throw;
        }
        _file.Dispose();
        _file = file;
        Durable = Durable with { Segments = Durable.Segments.Add(segment), End = SegmentHeader.Size };
    }

    /// <summary>What was refused must not come back after a crash, so the cut is flushed before anybody is told.</summary>
    void CutBack(Exception why)
    {
        try
        {
            RandomAccess.SetLength(_file, Durable.End);
            Disk.Flush(_file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFailure.Closed,
                $"The event log {Durable.Segments[^1].Path} could not be written ({why.Message}) nor cut back ({failure.Message}). "
                + "Plumbline accepts nothing until it is restarted.", why);
        }
    }
}
