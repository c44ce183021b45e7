using System.Text;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

/// <summary>A log in memory that knows ids, as the real one does: the first event of an id is accepted. What it holds it holds in
/// <see cref="Inner"/>, duplicates included.</summary>
sealed class IdentifyingLog(InMemoryEventLog inner) : IEventLog
{
    readonly Dictionary<string, double> _ids = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    public InMemoryEventLog Inner { get; } = inner;

    public long LastSeq => Inner.LastSeq;

    public long FirstSeq => Inner.FirstSeq;

    /// <summary>Awaited before every append.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public async Task<AppendResult> AppendAsync(LogEntry entry, CancellationToken cancellationToken)
    {
        await Before();
        AppendResult result = await Inner.AppendAsync(entry, cancellationToken);
        if (entry is not LogEntry.Events { Batch: var batch }) return result;
        var duplicates = new List<int>();
        lock (_gate)
        {
            for (int i = 0; i < batch.Count; i++)
                if (!_ids.TryAdd($"{batch.Model}/{Encoding.UTF8.GetString(batch.Ids[i])}", 0)) duplicates.Add(i);
        }
        return result with { Accepted = batch.Count - duplicates.Count, Duplicates = [.. duplicates] };
    }

    public IEnumerable<LogFrame> Read(long seq, CancellationToken cancellationToken) => Inner.Read(seq, cancellationToken);

    public Task WaitAsync(long seq, CancellationToken cancellationToken) => Inner.WaitAsync(seq, cancellationToken);

    public void Release(long seq) => Inner.Release(seq);

    public void Forget(int model, DateTimeOffset from, DateTimeOffset to) => Inner.Forget(model, from, to);
}
