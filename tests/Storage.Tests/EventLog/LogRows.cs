using System.Collections.Immutable;
using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

/// <summary>Small entries for the log, and a log in a folder of its own.</summary>
static class LogRows
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly EventLogOptions Small = new() { SegmentBytes = 4096, IdentitiesInMemory = 100 };

    public static TextValues Texts(IEnumerable<string> texts)
    {
        var bytes = new List<byte>();
        var ends = new List<int>();
        foreach (string text in texts)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text));
            ends.Add(bytes.Count);
        }
        return new TextValues(bytes.ToArray(), ends.ToArray());
    }

    public static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Events one second apart with one numeric feature.</summary>
    public static LogEntry Events(IEnumerable<string> ids, DateTimeOffset? time = null, int model = 1, double value = 1,
        string? version = null)
    {
        string[] all = [.. ids];
        DateTimeOffset first = time ?? Noon;
        var columns = new List<ColumnSlice> { Some.Numeric("x", [.. all.Select(_ => value)]) };
        if (version is not null) columns.Add(Some.Categorical("version", [.. all.Select(_ => version)], ColumnRole.Version));
        return new LogEntry.Events(new ColumnBatch
        {
            Model = model,
            SchemaRevision = 3,
            Ids = Texts(all),
            Times = all.Select((_, i) => Microseconds(first) + (i * 1_000_000L / Math.Max(1, all.Length))).ToArray(),
            Columns = columns,
        });
    }

    public static LogEntry Events(params ReadOnlySpan<string> ids) => Events(ids.ToArray().AsEnumerable());

    /// <summary>A batch with every kind of column.</summary>
    public static ColumnBatch Everything() => new()
    {
        Model = 7,
        SchemaRevision = 2,
        Ids = Texts(["a", "b-2", "\u00e9"]),
        Times = new long[] { Microseconds(Noon), Microseconds(Noon) + 1, -5 },
        Tags = Texts(["{\"k\":\"v\"}", "", "{}"]),
        Columns =
        [
            new NumericSlice(new ColumnDefinition("amount", ColumnRole.Feature, ColumnType.Numeric) { Origin = "declared" },
                new[] { 1.5, double.NaN, double.PositiveInfinity },
                new MissingValues(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [new KeyValuePair<string, long>("NA", 1)])),
                UnreadableValues.None),
            new CategoricalSlice(new ColumnDefinition("city", ColumnRole.Segment, ColumnType.Categorical), new[] { 1, 0, -1 },
                ["Bern", "Z\u00fcrich", "unused"], MissingValues.None, new UnreadableValues(1, 3, "?")),
            new NumericSlice(new ColumnDefinition("score.cat", ColumnRole.Score, ColumnType.Numeric) { ScoreOf = "cat" },
                new[] { .1, .2, .3 }, MissingValues.None, UnreadableValues.None),
            new TimestampSlice(new ColumnDefinition("signed_up", ColumnRole.Feature, ColumnType.Timestamp),
                new[] { 0, TimestampSlice.MissingTime, 86_400_000_000 }, MissingValues.None, new UnreadableValues(1, null, null)),
            new VectorSlice(new ColumnDefinition("embedding", ColumnRole.Embedding, ColumnType.Vector),
                new[] { 1f, 2f, 3f, 4f, float.NaN, float.NaN }, 2, MissingValues.None, UnreadableValues.None),
        ],
    };

    public static TruthBatch Truths(params ReadOnlySpan<string> ids) => new()
    {
        Model = 4,
        Ids = Texts(ids.ToArray()),
        KnownAt = Enumerable.Range(0, ids.Length).Select(i => Microseconds(Noon) + i).ToArray(),
        Labels = Some.Categorical("truth", [.. ids.ToArray().Select(i => i.Length % 2 == 0 ? "yes" : "no")], ColumnRole.Target),
    };

    public static MetricBatch Metrics() => new()
    {
        Model = 4,
        Names = ["queue", "gpu", "queue"],
        Times = new[] { 1L, 2L, 3L },
        Values = new[] { .5, 1, 1.5 },
    };

    public static IReadOnlyList<string> IdsIn(EventLog log, long seq = 0) =>
        [.. log.Read(seq, CancellationToken.None).SelectMany(f => f.Entry is LogEntry.Events e ? Ids(e.Batch.Ids) : [])];

    public static IEnumerable<string> Ids(TextValues texts) =>
        Enumerable.Range(0, texts.Count).Select(i => Encoding.UTF8.GetString(texts[i]));
}

/// <summary>A log in a data folder, closed and opened again at will.</summary>
sealed class OpenLog : IDisposable
{
    readonly EventLogOptions _options;
    DataFolder _folder;

    public OpenLog(string path, EventLogOptions? options = null)
    {
        Path = path;
        _options = options ?? LogRows.Small;
        _folder = DataFolder.Open(path);
        Log = Open();
    }

    public string Path { get; }

    public EventLog Log { get; private set; }

    public string Segments => System.IO.Path.Combine(Path, "log");

    public AppendResult Append(LogEntry entry) => Log.AppendAsync(entry, CancellationToken.None).GetAwaiter().GetResult();

    public void Reopen()
    {
        Dispose();
        _folder = DataFolder.Open(Path);
        Log = Open();
    }

    public void Dispose()
    {
        Log.Dispose();
        _folder.Dispose();
    }

    EventLog Open()
    {
        try
        {
            return EventLog.Open(_folder, _options, TimeProvider.System);
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }
}
