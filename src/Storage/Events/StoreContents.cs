using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>What the database holds, kept in memory: how far it has come, its tables and the spellings of absent values.</summary>
sealed class StoreContents
{
    internal const int Format = 1;

    // Models with events since the last join; null while that is not known, after opening.
    HashSet<int>? _grown;

    internal long AppliedSeq { get; set; }

    internal long JoinedSeq { get; private set; }

    /// <summary>True when truths may be waiting to be joined, or changed cells to be handed out.</summary>
    internal bool HasChanges { get; set; } = true;

    /// <summary>By model. The writer replaces a table that has grown; what a reader got stays as it was.</summary>
    internal ConcurrentDictionary<int, EventTable> Tables { get; } = new();

    internal Spellings Spellings { get; } = new();

    internal KeptCounts Counts { get; } = new();

    /// <summary>Truths that were looked for and have no event, by model. Replaced as a whole.</summary>
    internal IReadOnlyDictionary<int, long> Waiting { get; private set; } = ImmutableDictionary<int, long>.Empty;

    /// <summary>False where surely no event came since the last join.</summary>
    internal bool MayHaveNewEvents(int model) => _grown is null || _grown.Contains(model);

    internal void NoteEvents(int model) => _grown?.Add(model);

    /// <summary>Everything that was applied is joined.</summary>
    internal void Joined(DuckDbConnection connection)
    {
        JoinedSeq = AppliedSeq;
        _grown = [];
        CountWaiting(connection);
        Counts.Joined(Waiting);
    }

    /// <summary>Counts the truths that wait, after some came or went.</summary>
    internal void CountWaiting(DuckDbConnection connection)
    {
        var waiting = new Dictionary<int, long>();
        new SqlText().Add("SELECT model, count(*) FROM waiting GROUP BY model").Read(connection, chunk =>
        {
            for (int i = 0; i < chunk.RowCount; i++) waiting.Add(chunk[0].Values<int>()[i], chunk[1].Values<long>()[i]);
        }, CancellationToken.None);
        Waiting = waiting;
    }

    internal static StoreContents Load(DuckDbConnection connection, EventFiles files)
    {
        var contents = new StoreContents();
        long?[] state = new SqlText().Add("SELECT format::BIGINT, applied_seq, joined_seq FROM state")
            .Row(connection, 3, CancellationToken.None);
        if (state[0] is not { } format || state[1] is not { } applied || state[2] is not { } joined)
            throw new StorageException(StorageFailure.Damaged,
                $"'{files.Database}' does not say how far it has come. Run 'plumbline rebuild'.");
        if (format > Format)
            throw new StorageException(StorageFailure.Newer,
                $"'{files.Database}' has format {format}; this version reads up to {Format}. Run the version that wrote it.");
        (contents.AppliedSeq, contents.JoinedSeq) = (applied, joined);
        contents.LoadTables(connection);
        contents.Spellings.Load(connection);
        contents.CountWaiting(connection);
        return contents;
    }

    void LoadTables(DuckDbConnection connection)
    {
        var columns = new Dictionary<int, List<PhysicalColumn>>();
        new SqlText().Add("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index")
            .Read(connection, chunk =>
            {
                for (int row = 0; row < chunk.RowCount; row++)
                    if (EventTable.ModelOf(Encoding.UTF8.GetString(chunk[0].Text(row))) is { } model)
                        Add(columns, model, Encoding.UTF8.GetString(chunk[1].Text(row)));
            }, CancellationToken.None);
        foreach (var (model, own) in columns) Tables[model] = new EventTable(model, [.. own]);
    }

    static void Add(Dictionary<int, List<PhysicalColumn>> columns, int model, string name)
    {
        if (!columns.TryGetValue(model, out List<PhysicalColumn>? own)) columns.Add(model, own = []);
        if (PhysicalColumn.Parse(name) is { } column) own.Add(column);
    }
}
