using System.Text;

namespace Plumbline.DuckDb.Tests;

public sealed class DuckDbConnectionTests
{
    [Fact]
    public void A_query_gives_spans_of_typed_values()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        using DuckDbResult result = connection.Query("SELECT i::DOUBLE / 2, i FROM range(3) t(i)", TestContext.Current.CancellationToken);
        using DuckDbChunk chunk = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal([0, .5, 1], chunk[0].Values<double>());
        Assert.Equal([0L, 1, 2], chunk[1].Values<long>());
    }

    [Fact]
    public void Short_and_long_texts_and_nulls_are_read()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        using DuckDbResult result = connection.Query("SELECT * FROM (VALUES ('twelve bytes'), ('thirteen byte'), (NULL), ('')) t(s)",
            TestContext.Current.CancellationToken);
        using DuckDbChunk chunk = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal("twelve bytes", Encoding.UTF8.GetString(chunk[0].Text(0)));
        Assert.Equal("thirteen byte", Encoding.UTF8.GetString(chunk[0].Text(1)));
        Assert.False(chunk[0].IsValid(2));
        Assert.Equal(0, chunk[0].Text(3).Length);
    }

    [Fact]
    public void A_wrong_statement_fails_with_the_librarys_own_words()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        var refused = Assert.Throws<DuckDbException>(() => connection.Query("SELECT nothing_of_that_name", CancellationToken.None));

        Assert.Contains("nothing_of_that_name", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_middle_of_the_rows_is_thrown()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        Assert.Throws<DuckDbException>(() => Drain(connection,
            "SELECT CASE WHEN i = 900000 THEN error('late')::BIGINT ELSE i END FROM range(1000000) t(i)"));
    }

    [Fact]
    public void Cancelling_interrupts_a_running_query()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.ThrowsAny<OperationCanceledException>(() =>
            connection.Execute("SELECT count(*) FROM range(100000000) a(i), range(100000000) b(j) WHERE i + j = -1", soon.Token));
        Assert.Equal(0, connection.Execute("SELECT 1", CancellationToken.None));
    }

    [Fact]
    public void The_configuration_is_locked_and_extensions_are_not_loaded()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        var refused = Assert.Throws<DuckDbException>(() => connection.Execute("SET autoload_known_extensions = true",
            CancellationToken.None));

        Assert.Contains("locked", refused.Message, StringComparison.Ordinal);
    }

    static void Drain(DuckDbConnection connection, string sql)
    {
        using DuckDbResult result = connection.Query(sql, CancellationToken.None);
        while (result.Next(CancellationToken.None) is { } chunk) chunk.Dispose();
    }
}
