using System.Diagnostics;
using System.Globalization;
using Plumbline.Engine.Storage;
using Plumbline.Statistics;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class KillTests
{
    static readonly EventLogOptions s_options = new() { SegmentBytes = 256 << 10, IdentitiesInMemory = 2000 };

    [Fact]
    public async Task After_a_kill_under_load_every_acknowledged_row_is_there_exactly_once()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "data");
        var random = new SeededRandom(3);
        var acknowledged = new Dictionary<long, string>();
        for (int round = 0; round < 3; round++)
        {
            int before = acknowledged.Count;
            await AppendAndKill(path, $"r{round}", 2000 + (int)(random.NextDouble() * 6000), acknowledged);
            Assert.True(acknowledged.Count > before + 2000);
            Verify(path, acknowledged);
        }
    }

    static async Task AppendAndKill(string path, string word, int rows, Dictionary<long, string> acknowledged)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Plumbline.Storage.Crash.dll");
        using var child = Process.Start(new ProcessStartInfo("dotnet", [program, path, word, "6"]) { RedirectStandardOutput = true })!;
        int seen = 0;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may be cut off by the kill: it was printed after the acknowledgement, but says only half of it.
            string[] words = line.Split(' ');
            if (words.Length < 3 || words[2].Count(c => c == '-') < 3) continue;
            long seq = long.Parse(words[1], CultureInfo.InvariantCulture);
            Assert.True(acknowledged.TryAdd(seq, $"{words[0]} {words[2]}"), $"row {seq} was given twice");
            if (++seen == rows) child.Kill();
        }
        await child.WaitForExitAsync();
        Assert.True(seen >= rows, $"The process ended by itself after {seen} rows.");
    }

    static void Verify(string path, Dictionary<long, string> acknowledged)
    {
        using var log = new OpenLog(path, s_options);
        long from = FirstSeq(log);
        var kept = new Dictionary<long, string>();
        foreach (LogFrame frame in log.Log.Read(from - 1, CancellationToken.None))
        {
            (string kind, var ids) = frame.Entry switch
            {
                LogEntry.Events e => ("event", e.Batch.Ids),
                LogEntry.Truths t => ("truth", t.Batch.Ids),
                _ => throw new UnreachableException(),
            };
            long seq = frame.FirstSeq;
            foreach (string id in LogRows.Ids(ids)) kept.Add(seq++, $"{kind} {id}");
        }
        Assert.Equal(log.Log.LastSeq - from + 1, kept.Count);
        Assert.Equal(kept.Count, kept.Values.Distinct().Count());
        foreach ((long seq, string row) in acknowledged.Where(a => a.Key >= from)) Assert.Equal(row, kept.GetValueOrDefault(seq));
        Assert.Empty(EventLog.Check(path, CancellationToken.None).Problems);
        // Rows that were released are still known by their identities.
        var events = acknowledged.Where(a => a.Value.StartsWith("event", StringComparison.Ordinal)).OrderBy(a => a.Key);
        foreach ((_, string row) in events.Take(20)) AssertKnown(log, row["event ".Length..]);
    }

    static void AssertKnown(OpenLog log, string id)
    {
        string[] parts = id.Split('-');
        (int batch, int row) = (int.Parse(parts[2], CultureInfo.InvariantCulture), int.Parse(parts[3], CultureInfo.InvariantCulture));
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddMicroseconds((batch % 7 * 900_000_000L) + row);
        Assert.Equal(0, log.Append(LogRows.Events([id], time)).Accepted);
    }

    static long FirstSeq(OpenLog log)
    {
        long low = 0, high = log.Log.LastSeq;
        while (low < high)
        {
            long middle = (low + high) / 2;
            if (IsReadable(log, middle)) high = middle;
            else low = middle + 1;
        }
        return low + 1;
    }

    static bool IsReadable(OpenLog log, long seq)
    {
        try
        {
            return log.Log.Read(seq, CancellationToken.None).Any();
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
