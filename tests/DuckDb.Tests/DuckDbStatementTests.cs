using System.Text;
using Plumbline.Testing;

namespace Plumbline.DuckDb.Tests;

public sealed class DuckDbStatementTests
{
    [Fact]
    public void Parameters_are_values_whatever_they_contain()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        using DuckDbStatement statement =
            connection.Prepare("SELECT ?::VARCHAR, ?::DOUBLE, ?::BIGINT, ?::BOOLEAN, ?::TIMESTAMP, ?::VARCHAR");

        statement.Bind(1, "'; DROP TABLE x; -- é").Bind(2, .1).Bind(3, long.MinValue).Bind(4, true)
            .Bind(5, new DateTimeOffset(1970, 1, 1, 1, 0, 1, TimeSpan.FromHours(1)))
            .Bind(6, (string?)null);
        using DuckDbResult result = statement.Query(TestContext.Current.CancellationToken);
        using DuckDbChunk chunk = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal("'; DROP TABLE x; -- é", Encoding.UTF8.GetString(chunk[0].Text(0)));
        Assert.Equal(.1, chunk[1].Values<double>()[0]);
        Assert.Equal(long.MinValue, chunk[2].Values<long>()[0]);
        Assert.Equal(1, chunk[3].Values<byte>()[0]);
        Assert.Equal(1_000_000, chunk[4].Values<long>()[0]);
        Assert.False(chunk[5].IsValid(0));
    }

    [Fact]
    public void A_parameter_that_does_not_exist_is_refused()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        using DuckDbStatement statement = connection.Prepare("SELECT ?::BIGINT");

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => statement.Bind(2, 1L));

        Assert.Contains("parameters 1 to 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_runs_again_with_other_values()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute("CREATE TABLE t (n BIGINT)", TestContext.Current.CancellationToken);
        using DuckDbStatement statement = connection.Prepare("INSERT INTO t SELECT * FROM range(?)");

        long first = statement.Bind(1, 3L).Execute(TestContext.Current.CancellationToken);
        long second = statement.Bind(1, 5L).Execute(TestContext.Current.CancellationToken);

        Assert.Equal((3, 5), (first, second));
    }

    [Fact]
    public void Rows_come_in_order_and_whole_from_a_parallel_scan()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n\n" + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"{i}\n")));
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        using DuckDbResult result =
            connection.Query($"SELECT n FROM read_csv('{file}', columns = {{'n': 'BIGINT'}}, header = true, auto_detect = false, delim = ',')",
            TestContext.Current.CancellationToken);
        List<long> rows = All<long>(result);

        Assert.Equal(Enumerable.Range(0, 1_000_000).Select(i => (long)i), rows);
    }

    [Fact]
    public void Lists_and_arrays_give_their_elements()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        using DuckDbResult result = connection.Query("SELECT [i, i + .5]::FLOAT[] AS l, [i, -i]::FLOAT[2] AS a FROM range(3) t(i)",
            TestContext.Current.CancellationToken);
        using DuckDbChunk chunk = result.Next(TestContext.Current.CancellationToken)!;

        Assert.Equal((DuckDbType.List, DuckDbType.Float), (result.Columns[0].Type, result.Columns[0].ElementType));
        Assert.Equal((DuckDbType.Array, 2), (result.Columns[1].Type, result.Columns[1].ArraySize));
        Assert.Equal([1, 1.5f], chunk[0].ListElements().Values<float>()[chunk[0].ListRange(1)]);
        Assert.Equal([0, 0, 1, -1, 2, -2], chunk[1].ArrayElements(2).Values<float>());
    }

    [Fact]
    public void Structs_tell_their_fields()
    {
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();

        using DuckDbResult result = connection.Query("SELECT {'x': 1, 'y': 'a'} AS s", TestContext.Current.CancellationToken);

        Assert.Equal([("x", DuckDbType.Integer), ("y", DuckDbType.Varchar)], result.Columns[0].Fields.Select(f => (f.Name, f.Type)));
    }

    [Fact]
    public void A_result_outlives_the_variables_of_its_database_and_connection()
    {
        DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        DuckDbConnection connection = database.Connect();
        DuckDbResult result = connection.Query("SELECT i FROM range(100000) t(i)", TestContext.Current.CancellationToken);

        database.Dispose();
        List<long> rows = All<long>(result);
        result.Dispose();
        connection.Dispose();

        Assert.Equal(100_000, rows.Count);
    }

    static List<T> All<T>(DuckDbResult result) where T : unmanaged
    {
        var all = new List<T>();
        while (result.Next(CancellationToken.None) is { } next)
        {
            using DuckDbChunk chunk = next;
            all.AddRange(chunk[0].Values<T>());
        }
        return all;
    }
}
