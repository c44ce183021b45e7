using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>Brings the index up to the end of the log.</summary>
static class IdentityReplay
{
    public static void Run(DurableLog log, IdentityIndex index, SipHash hash)
    {
        IdentityEntry[] entries = [];
        foreach (FrameHeader frame in LogReader.Read(log, index.CoveredSeq, Take, CancellationToken.None))
        {
            index.Commit(frame.LastSeq);
            index.Tend();
        }

        FrameHeader Take(in FrameHeader header, ReadOnlySpan<byte> payload)
        {
            if (header.Kind == FrameKind.Events)
            {
                if (entries.Length < header.Count) entries = new IdentityEntry[header.Count];
                Span<IdentityEntry> rows = entries.AsSpan(0, header.Count);
                EntryCodec.ReadIdentities(header, payload, hash, rows);
                foreach (ref readonly IdentityEntry row in rows) index.Know(row);
            }
            else if (header.Kind == FrameKind.Erasure && EntryCodec.Read(header, payload) is LogEntry.Erased erased
                && ErasureRule.Of(erased.Erasure, header.FirstSeq, hash) is { } rule)
            {
                index.Commit(header.FirstSeq);
                index.Erase(rule);
            }
            return header;
        }
    }
}
