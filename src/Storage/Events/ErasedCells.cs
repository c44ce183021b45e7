using Plumbline.DuckDb;

namespace Plumbline.Storage.Events;

/// <summary>Which cells lost rows by which erasure, kept until those cells are counted anew for good.</summary>
sealed class ErasedCells(DuckDbConnection connection)
{
    /// <summary>Stores made before this table was known get it when they are opened.</summary>
    internal const string Table = "CREATE TABLE IF NOT EXISTS erased (seq BIGINT, model INTEGER, start BIGINT)";

    /// <summary>Notes that an erasure was carried out. A row without a cell says so where no event met it.</summary>
    internal void Note(int model, long seq) =>
        new SqlText().Add($"INSERT INTO erased VALUES ({seq}, {model}, NULL)").Execute(connection, CancellationToken.None);

    /// <summary>Notes the cells of the rows that are being removed.</summary>
    internal void NoteRemoved(int model, long seq) => new SqlText()
        .Add($"INSERT INTO erased SELECT DISTINCT {seq}, {model}, {(SqlName)Moments.CellOfTime} FROM removed")
        .Execute(connection, CancellationToken.None);

    /// <summary>The cells of an erasure, oldest first; null when nothing is known of it.</summary>
    internal List<DateTimeOffset>? Find(int model, long seq)
    {
        var cells = new List<DateTimeOffset>();
        bool isKnown = false;
        new SqlText().Add($"SELECT start FROM erased WHERE model = {model} AND seq = {seq} ORDER BY start").Read(connection, chunk =>
        {
            isKnown = true;
            for (int i = 0; i < chunk.RowCount; i++)
                if (chunk[0].IsValid(i)) cells.Add(Moments.Moment(chunk[0].Values<long>()[i]));
        }, CancellationToken.None);
        return isKnown ? cells : null;
    }

    /// <summary>Forgets erasures up to a number.</summary>
    internal void Forget(long seq)
    {
        if (new SqlText().Add($"SELECT count(*) FROM erased WHERE seq <= {seq}").Row(connection, 1, CancellationToken.None)[0] > 0)
            new SqlText().Add($"DELETE FROM erased WHERE seq <= {seq}").Execute(connection, CancellationToken.None);
    }
}
