using System.Text;
using Plumbline.Testing;

namespace Plumbline.DuckDb.Tests;

public sealed class DuckDbAppenderTests
{
    [Fact]
    public void Chunks_become_rows_with_their_texts_and_nulls()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE t (n DOUBLE, s VARCHAR)", TestContext.Current.CancellationToken);
        using DuckDbAppender appender = connection.Append("t");
        using var chunk = new DuckDbWritableChunk(DuckDbType.Double, DuckDbType.Varchar);

        for (int round = 0; round < 2; round++)
        {
            chunk.Clear();
            new[] { round + .5, 0 }.CopyTo(chunk.Values<double>(0));
            chunk.SetText(1, 0, "a text longer than twelve bytes"u8);
            chunk.SetNull(1, 1);
            chunk.RowCount = 2;
            appender.Append(chunk);
        }
        appender.Flush();
        using DuckDbResult result = connection.Query("SELECT n, s FROM t", TestContext.Current.CancellationToken);
        using DuckDbChunk read = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal([.5, 0, 1.5, 0], read[0].Values<double>());
        Assert.Equal("a text longer than twelve bytes", Encoding.UTF8.GetString(read[1].Text(2)));
        Assert.Equal([true, false, true, false], new[] { read[1].IsValid(0), read[1].IsValid(1), read[1].IsValid(2), read[1].IsValid(3) });
    }

    [Fact]
    public void A_chunk_of_other_types_is_refused()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE t (n DOUBLE)", TestContext.Current.CancellationToken);
        using DuckDbAppender appender = connection.Append("t");
        using var chunk = new DuckDbWritableChunk(DuckDbType.Double, DuckDbType.Double);
        chunk.RowCount = 1;

        Assert.Throws<DuckDbException>(() => appender.Append(chunk));
    }

    [Fact]
    public void A_table_that_does_not_exist_is_named()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        var refused = Assert.Throws<DuckDbException>(() => connection.Append("nowhere"));

        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_keeps_its_rows_and_can_be_opened_for_reading()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.duckdb");
        using (DuckDbDatabase writing = DuckDbDatabase.Open(file, new DuckDbOptions()))
        using (DuckDbConnection connection = writing.Connect())
            connection.Execute("CREATE TABLE t AS SELECT 42::BIGINT AS n", TestContext.Current.CancellationToken);

        using DuckDbDatabase reading = DuckDbDatabase.Open(file, new DuckDbOptions { ReadOnly = true });
        using DuckDbConnection reader = reading.Connect();
        using DuckDbResult result = reader.Query("SELECT n FROM t", TestContext.Current.CancellationToken);
        using DuckDbChunk chunk = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal(42, chunk[0].Values<long>()[0]);
        Assert.Throws<DuckDbException>(() => reader.Execute("DROP TABLE t", CancellationToken.None));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.duckdb", new string('x', 20_000));

        var refused = Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(file, new DuckDbOptions()));

        Assert.Contains("not a valid DuckDB database", refused.Message, StringComparison.Ordinal);
    }
}
