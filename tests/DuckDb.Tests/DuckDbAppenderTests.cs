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
    public void Lists_of_floats_become_rows_also_when_a_chunk_is_filled_anew()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE t (v FLOAT[])", TestContext.Current.CancellationToken);
        using DuckDbAppender appender = connection.Append("t");
        using var chunk = new DuckDbWritableChunk(DuckDbType.List);

        for (int round = 0; round < 2; round++)
        {
            chunk.Clear();
            chunk.SetList(0, 0, [round, float.NaN]);
            chunk.SetNull(0, 1);
            chunk.SetList(0, 2, []);
            chunk.SetList(0, 3, [.. Enumerable.Repeat(.5f, 5_000)]);
            chunk.RowCount = 4;
            appender.Append(chunk);
        }
        appender.Flush();
        using DuckDbResult result = connection.Query("SELECT v FROM t", TestContext.Current.CancellationToken);
        using DuckDbChunk read = result.Next(TestContext.Current.CancellationToken)!;
        DuckDbVector elements = read[0].ListElements();

        Assert.Equal([1, float.NaN], elements.Values<float>()[read[0].ListRange(4)].ToArray());
        Assert.False(read[0].IsValid(5));
        Assert.Equal(0, elements.Values<float>()[read[0].ListRange(6)].Length);
        Assert.Equal(5_000, elements.Values<float>()[read[0].ListRange(7)].Length);
    }

    [Fact]
    public void Rows_are_made_null_together_and_valid_one_by_one()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE t (n INTEGER)", TestContext.Current.CancellationToken);
        using DuckDbAppender appender = connection.Append("t");
        using var chunk = new DuckDbWritableChunk(DuckDbType.Integer);

        chunk.SetNulls(0, 0, 0);
        chunk.SetNulls(0, 1, DuckDbWritableChunk.Capacity - 1);
        chunk.Values<int>(0)[0] = 7;
        chunk.Values<int>(0)[70] = 8;
        chunk.SetValid(0, 70);
        chunk.RowCount = DuckDbWritableChunk.Capacity;
        appender.Append(chunk);
        appender.Flush();
        using DuckDbResult result = connection.Query("SELECT sum(n)::BIGINT, count(n), count(*) FROM t",
            TestContext.Current.CancellationToken);
        using DuckDbChunk read = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal((15, 2, DuckDbWritableChunk.Capacity),
            (read[0].Values<long>()[0], read[1].Values<long>()[0], read[2].Values<long>()[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => chunk.SetNulls(0, 1, DuckDbWritableChunk.Capacity));
    }

    [Fact]
    public void A_write_ahead_log_stays_until_its_threshold()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.duckdb");
        using DuckDbDatabase database = DuckDbDatabase.Open(file, new DuckDbOptions { CheckpointThresholdBytes = 1L << 40 });
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE t (s VARCHAR)", TestContext.Current.CancellationToken);
        for (int i = 0; i < 20; i++)
            connection.Execute("INSERT INTO t SELECT repeat('x', 1000) || i FROM range(1000) r(i)", TestContext.Current.CancellationToken);

        Assert.True(new FileInfo(file + ".wal").Length > 17 << 20);
        connection.Execute("CHECKPOINT", TestContext.Current.CancellationToken);
        Assert.True(!File.Exists(file + ".wal") || new FileInfo(file + ".wal").Length < 1000);
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
