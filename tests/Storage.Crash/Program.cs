using System.Globalization;
using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;

// Appends until it is killed, and prints each acknowledgement. Arguments: data folder, word that begins every id, senders.
(string path, string word, int senders) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
using var folder = DataFolder.Open(path);
var options = new EventLogOptions { SegmentBytes = 256 << 10, IdentitiesInMemory = 2000, MarkEvery = TimeSpan.FromMilliseconds(50) };
using EventLog log = EventLog.Open(folder, options, TimeProvider.System);
var gate = new Lock();
using Stream output = Console.OpenStandardOutput();
await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => Send(sender)))).ConfigureAwait(false);

async Task Send(int sender)
{
    const int Rows = 20;
    for (int batch = 0; ; batch++)
    {
        string[] ids = [.. Enumerable.Range(0, Rows).Select(row => $"{word}-{sender}-{batch}-{row}")];
        AppendResult events = await log.AppendAsync(Events(ids, batch), CancellationToken.None).ConfigureAwait(false);
        Print("event", events, ids);
        string[] labelled = ids[..(batch % 3)];
        if (labelled.Length == 0) continue;
        AppendResult truths = await log.AppendAsync(Truths(labelled), CancellationToken.None).ConfigureAwait(false);
        Print("truth", truths, labelled);
        log.Release(truths.FirstSeq - 5000);
    }
}

void Print(string kind, AppendResult result, string[] ids)
{
    var text = new StringBuilder();
    for (int i = 0; i < result.Accepted; i++) text.Append(CultureInfo.InvariantCulture, $"{kind} {result.FirstSeq + i} {ids[i]}\n");
    lock (gate) output.Write(Encoding.ASCII.GetBytes(text.ToString()));
}

static LogEntry Events(string[] ids, int batch) => new LogEntry.Events(new ColumnBatch
{
    Model = 1,
    SchemaRevision = 1,
    Ids = Texts(ids),
    Times = ids.Select((_, row) => (batch % 7 * 900_000_000L) + row).ToArray(),
    Columns =
    [
        .. Enumerable.Range(0, 5).Select(column => new NumericSlice(
            new ColumnDefinition($"x{column}", ColumnRole.Feature, ColumnType.Numeric),
            ids.Select((_, row) => row + (column * .5)).ToArray(), MissingValues.None, UnreadableValues.None)),
    ],
});

static LogEntry Truths(string[] ids) => new LogEntry.Truths(new TruthBatch
{
    Model = 1,
    Ids = Texts(ids),
    KnownAt = new long[ids.Length],
    Labels = new CategoricalSlice(new ColumnDefinition("truth", ColumnRole.Target, ColumnType.Categorical), new int[ids.Length], ["yes"],
        MissingValues.None, UnreadableValues.None),
});

static TextValues Texts(string[] texts)
{
    var ends = new int[texts.Length];
    for (int i = 0; i < texts.Length; i++) ends[i] = (i == 0 ? 0 : ends[i - 1]) + texts[i].Length;
    return new TextValues(Encoding.ASCII.GetBytes(string.Concat(texts)), ends);
}
