using Microsoft.Win32.SafeHandles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>What a check of an event log found. Nothing is changed by it.</summary>
public sealed record LogHealth
{
    public long FirstSeq { get; init; }

    public long LastSeq { get; init; }

    public int Segments { get; init; }

    public long Frames { get; init; }

    public long Bytes { get; init; }

    public long Identities { get; init; }

    /// <summary>What is wrong, in plain words, each with its file.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What is worth knowing but not wrong.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Reads every byte of an event log.</summary>
sealed class LogCheck(string path, CancellationToken cancellationToken)
{
    readonly string _log = Path.Combine(path, "log");
    readonly List<string> _problems = [];
    readonly List<string> _notes = [];
    LogHealth _health = new() { Problems = [], Notes = [] };

    public LogHealth Run()
    {
        if (Try(() => DataFolder.Peek(path)) is { } format)
        {
            if (format.Parts.Contains("log")) CheckLog(format.Id);
            else _notes.Add("There is no event log yet.");
        }
        return _health with { Problems = _problems, Notes = _notes };
    }

    void CheckLog(ulong id)
    {
        HighWaterMark? mark = TryMark(id);
        long[] numbers = Directory.Exists(_log) ? [.. Directory.EnumerateFiles(_log).Select(Segment.NumberOf).OfType<long>().Order()] : [];
        long first = mark?.FirstSegment ?? numbers.FirstOrDefault(1), last = Math.Max(mark?.LastSegment ?? 1, numbers.LastOrDefault());
        SegmentHeader? before = null;
        for (long number = first; number <= last; number++)
        {
            string file = Segment.PathOf(_log, number);
            SegmentHeader? header = CheckSegment(file, id, number, before, number == last ? mark : null);
            before = header;
        }
        if (mark is { } m && _health.LastSeq < m.Seq && _problems.Count == 0)
            _problems.Add($"The log ends with row {_health.LastSeq}, but row {m.Seq} was on disk.");
        CheckIdentities(id);
    }

    HighWaterMark? TryMark(ulong id)
    {
        string file = HighWater.PathIn(_log);
        if (File.Exists(file)) return Try(() => (HighWaterMark?)HighWater.Read(file, id).Mark);
        _problems.Add($"{file} is missing. It says how far the log was written.");
        return null;
    }

    SegmentHeader? CheckSegment(string file, ulong id, long number, SegmentHeader? before, HighWaterMark? mark)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(file))
        {
            _problems.Add($"{file} is missing.");
            return null;
        }
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (SegmentHeader.Read(handle) is not { } header || header.Folder != id || header.Number != number)
        {
            _problems.Add($"{file} does not begin as segment {number} of this data folder.");
            return null;
        }
        if (_health.FirstSeq == 0) _health = _health with { FirstSeq = header.FirstSeq };
        if (before is not null && header.FirstSeq != _health.LastSeq + 1)
            _problems.Add($"{file} begins with row {header.FirstSeq}, but row {_health.LastSeq + 1} should come there.");
        CheckFrames(file, handle, header, mark);
        return header;
    }

    void CheckFrames(string file, SafeFileHandle handle, SegmentHeader header, HighWaterMark? mark)
    {
        long length = RandomAccess.GetLength(handle);
        using var cursor = new FrameCursor(handle, SegmentHeader.Size, length);
        var place = new FramePlace(header);
        long frames = 0;
        string? problem = null;
        while (problem is null && cursor.Move() is var state && state != CursorState.End)
        {
            cancellationToken.ThrowIfCancellationRequested();
            problem = state == CursorState.Broken ? cursor.Problem : place.Accept(cursor.Header, cursor.Offset) ?? Decode(cursor);
            if (problem is null) frames++;
        }
        long end = problem is null && place.IsWhole ? length : place.WholeEnd;
        bool isTail = mark is { } m && (m.LastSegment < header.Number || end >= m.Offset);
        if (problem is not null && !isTail) _problems.Add($"{file}, at byte {cursor.Offset}: {problem}.");
        else if (end < length && isTail)
            _notes.Add($"{file}: the last {length - end} bytes are the rest of a write that was not finished and never acknowledged.");
        _health = _health with
        {
            Segments = _health.Segments + 1,
            Frames = _health.Frames + frames,
            Bytes = _health.Bytes + length,
            LastSeq = place.WholeSeq,
        };
    }

    static string? Decode(FrameCursor cursor)
    {
        try
        {
            LogReader.Decode(cursor.Header, cursor.Payload);
            return null;
        }
        catch (Exception failure) when (failure is InvalidDataException or OverflowException or ArgumentException)
        {
            return $"the content cannot be read: {failure.Message}";
        }
    }

    void CheckIdentities(ulong id)
    {
        string folder = Path.Combine(_log, "identities");
        if (Try(() => IdentityManifest.Read(IdentityManifest.PathIn(folder), id)) is not { } manifest) return;
        if (manifest.CoveredSeq > _health.LastSeq && _problems.Count == 0)
            _problems.Add($"The log ends with row {_health.LastSeq}, but the index of event ids holds rows up to {manifest.CoveredSeq}.");
        byte[] buffer = new byte[IdentityRun.BlockSize];
        foreach (RunNote note in manifest.Runs)
        {
            Try(() =>
            {
                using IdentityRun run = IdentityRun.Open(folder, note.Number);
                for (int block = 0; block < run.Blocks; block++) run.ReadBlock(block, buffer);
                _health = _health with { Identities = _health.Identities + run.Count };
                return run;
            });
        }
    }

    T? Try<T>(Func<T> read)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return read();
        }
        catch (Exception failure) when (failure is StorageException or IOException)
        {
            _problems.Add(failure.Message);
            return default;
        }
    }
}
