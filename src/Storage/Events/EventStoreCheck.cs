using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>What was found in a store that was read whole.</summary>
/// <param name="AppliedSeq">How far it has come; null when that cannot be told.</param>
/// <param name="Rows">Events read.</param>
/// <param name="Problem">What is wrong, naming the file; null when all is well.</param>
public sealed record EventStoreCheck(long? AppliedSeq, long Rows, StorageException? Problem)
{
    static readonly string[] s_tables = ["truths", "labels", "waiting", "metrics", "changed"];

    internal static EventStoreCheck Of(EventFiles files, CancellationToken cancellationToken)
    {
        long? applied = null;
        long rows = 0;
        try
        {
            var mark = new EventMark(files).Read();
            if (EventOpening.CheckFiles(files, mark)) return new EventStoreCheck(null, 0, null);
            using DuckDbDatabase database = EventOpening.Open(files, new EventStoreOptions(), readOnly: true);
            using DuckDbConnection connection = database.Connect();
            StoreContents contents = EventOpening.Load(connection, files, mark);
            applied = contents.AppliedSeq;
            foreach (string table in s_tables) ReadAll(connection, table, cancellationToken);
            foreach (EventTable table in contents.Tables.Values.OrderBy(t => t.Model))
            {
                rows += ReadAll(connection, table.Name, cancellationToken);
                CheckNumbers(connection, table, contents, files, cancellationToken);
            }
            return new EventStoreCheck(applied, rows, null);
        }
        catch (StorageException problem)
        {
            return new EventStoreCheck(applied, rows, problem);
        }
        catch (DuckDbException error)
        {
            return new EventStoreCheck(applied, rows, StoreFailures.OfOpening(error, files));
        }
    }

    /// <summary>Reads every value: DuckDB compares the checksum of each block.</summary>
    static long ReadAll(DuckDbConnection connection, string table, CancellationToken cancellationToken)
    {
        long rows = 0;
        new SqlText().Add($"SELECT * FROM {(SqlName)table}").Read(connection, chunk => rows += chunk.RowCount, cancellationToken);
        return rows;
    }

    static void CheckNumbers(DuckDbConnection connection, EventTable table, StoreContents contents, EventFiles files,
        CancellationToken cancellationToken)
    {
        long?[] found = new SqlText().Add($"SELECT count(*) - count(DISTINCT seq), max(seq) FROM {(SqlName)table.Name}")
            .Row(connection, 2, cancellationToken);
        if (found[0] > 0 || found[1] > contents.AppliedSeq)
            throw new StorageException(StorageFailure.Damaged,
                $"'{files.Database}' holds events of model {table.Model} twice, or beyond number {contents.AppliedSeq}. "
                + "Run 'plumbline rebuild'.");
    }
}
