using System.Buffers;
using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>An append on its way to disk. The sender's thread encodes it as if no row were a duplicate; the writer encodes it again where
/// one is.
/// </summary>
sealed class PendingAppend : IDisposable
{
    readonly LogEntry _entry;
    readonly TaskCompletionSource<AppendResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationToken _cancellationToken;
    readonly IdentityEntry[] _identities;
    readonly ImmutableArray<int>.Builder _duplicates = ImmutableArray.CreateBuilder<int>();
    readonly ImmutableArray<int>.Builder _conflicting = ImmutableArray.CreateBuilder<int>();
    PayloadWriter _frame;
    FrameHeader _header;

    public PendingAppend(LogEntry entry, long bytes, SipHash hash, CancellationToken cancellationToken)
    {
        _entry = entry;
        _cancellationToken = cancellationToken;
        Bytes = bytes;
        _identities = [];
        if (entry is LogEntry.Events events)
        {
            _identities = ArrayPool<IdentityEntry>.Shared.Rent(entry.Count);
            RowIdentities.Fill(events.Batch, hash, Identities);
        }
        _frame = Encode(entry, Identities);
    }

    /// <summary>What it counts for in the queue.</summary>
    public long Bytes { get; }

    public Task<AppendResult> Done => _done.Task;

    public Erasure? Erasure => (_entry as LogEntry.Erased)?.Erasure;

    public bool IsCancelled => _cancellationToken.IsCancellationRequested;

    /// <summary>Rows that are written.</summary>
    public int Accepted { get; private set; }

    public int DuplicateCount => _duplicates.Count;

    public ReadOnlyMemory<byte> Frame => _frame.Memory;

    Span<IdentityEntry> Identities => _identities.AsSpan(0, _entry is LogEntry.Events ? _entry.Count : 0);

    /// <summary>Leaves out rows that are known.</summary>
    public void LeaveOutDuplicates(IdentityIndex index)
    {
        Accepted = _entry.Count;
        if (_entry is not LogEntry.Events events) return;
        Span<IdentityEntry> identities = Identities;
        for (int row = 0; row < identities.Length; row++)
        {
            Sighting sighting = index.Add(identities[row]);
            if (sighting == Sighting.New) continue;
            _duplicates.Add(row);
            if (sighting == Sighting.Different) _conflicting.Add(row);
        }
        Accepted -= _duplicates.Count;
        if (_duplicates.Count > 0 && Accepted > 0) EncodeKept(events.Batch);
    }

    /// <summary>Writes the frame's header.</summary>
    public void Number(long firstSeq, DateTimeOffset receivedAt, long group, bool endsGroup)
    {
        ReadOnlySpan<byte> payload = _frame.Written[FrameHeader.Size..];
        _header = new FrameHeader
        {
            PayloadLength = payload.Length,
            PayloadCrc = Crc.Of(payload),
            Kind = EntryCodec.KindOf(_entry),
            Version = EntryCodec.Version,
            EndsGroup = endsGroup,
            Model = _entry.Model,
            SchemaRevision = (_entry as LogEntry.Events)?.Batch.SchemaRevision ?? 0,
            FirstSeq = firstSeq,
            ReceivedAt = (receivedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            Group = group,
            Count = Accepted,
        };
        _header.Write(_frame.Written);
    }

    public void Complete() =>
        _done.SetResult(new AppendResult(_header.FirstSeq, Accepted, _duplicates.ToImmutable(), _conflicting.ToImmutable()));

    public void Fail(StorageException failure) => _done.SetException(new StorageException(failure.Failure, failure.Message, failure));

    public void Cancel() => _done.SetCanceled(_cancellationToken);

    public void Dispose()
    {
        _frame.Dispose();
        if (_identities.Length > 0) ArrayPool<IdentityEntry>.Shared.Return(_identities);
    }

    static PayloadWriter Encode(LogEntry entry, ReadOnlySpan<IdentityEntry> identities)
    {
        var frame = new PayloadWriter(FrameHeader.Size + (int)Math.Min(EntrySize.Of(entry), 1 << 30));
        frame.Take(FrameHeader.Size);
        EntryCodec.Write(frame, entry, identities);
        return frame;
    }

    void EncodeKept(ColumnBatch batch)
    {
        var gone = _duplicates.ToHashSet();
        int[] rows = [.. Enumerable.Range(0, batch.Count).Where(row => !gone.Contains(row))];
        var identities = new IdentityEntry[rows.Length];
        for (int i = 0; i < rows.Length; i++) identities[i] = _identities[rows[i]];
        PayloadWriter whole = _frame;
        _frame = Encode(new LogEntry.Events(KeptRows.Of(batch, rows)), identities);
        whole.Dispose();
    }
}
