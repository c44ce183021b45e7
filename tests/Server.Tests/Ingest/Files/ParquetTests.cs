using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest.Files;

public sealed class ParquetTests
{
    const string Type = "application/vnd.apache.parquet";

    [Fact]
    public async Task Rows_of_a_parquet_file_become_events_with_their_declared_types()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] file = Parquet("""
            SELECT 9007199254740993 + range AS id, TIMESTAMP '2026-03-01 10:00:00' AS time, range / 4.0 AS age, 'p' || range % 3 AS plan, range % 2 = 0 AS is_new,
                [range, 2.5]::FLOAT[] AS embedding, (range % 2)::INTEGER AS prediction, {'region': 'north'} AS segments, '{"job":"j' || range || '"}' AS tags
            FROM range(10000)
            """);

        IngestAnswer answer = (await server.RowsAsync("events", file, Type)).Accepted();

        Assert.Equal((10_000, 0L), (answer.Accepted, answer.RejectedCount));
        ColumnBatch batch = server.Batches()[0];
        Assert.Equal("9007199254740994", Encoding.UTF8.GetString(batch.Ids[1]));
        Assert.Equal(1_772_359_200_000_000, batch.Times.Span[1]);
        Assert.Equal(["age:Numeric", "embedding:Vector", "is_new:Boolean", "plan:Categorical", "prediction:Numeric", "region:Categorical"],
            batch.Columns.Select(c => $"{c.Column.Name}:{c.Column.Type}").Order(StringComparer.Ordinal));
        Assert.Equal(.25, ((NumericSlice)batch.Columns.Single(c => c.Column.Name == "age")).Values.Span[1]);
        Assert.Equal("""{"job":"j1"}""", Encoding.UTF8.GetString(batch.Tags![1]));
        Assert.Empty(Directory.GetFiles(server.DataFolder, "*.parquet", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_row_without_what_it_must_have_is_rejected_alone()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] file =
            Parquet("SELECT CASE WHEN range <> 3 THEN 'e' || range ELSE '' END AS id, CASE WHEN range <> 5 THEN TIMESTAMP '2026-03-01' END AS time, "
            + "CASE range WHEN 1 THEN NULL WHEN 2 THEN 'NaN'::DOUBLE WHEN 4 THEN 'inf'::DOUBLE ELSE range END AS x FROM range(10)");

        IngestAnswer answer = (await server.RowsAsync("events", file, Type)).Accepted();

        Assert.Equal((9, 1L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((5L, "time"), (answer.Rejected[0].Index, answer.Rejected[0].Field));
        var x = (NumericSlice)server.Batches()[0].Columns.Single(c => c.Column.Name == "x");
        Assert.Equal([0, double.NaN, double.NaN, 3, double.PositiveInfinity, 6, 7, 8, 9], x.Values.ToArray());
    }

    [Fact]
    public async Task Truths_come_as_parquet()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync("""{"id":"1","prediction":1.5}""")).Accepted();

        IngestAnswer answer = (await server.RowsAsync("truths?truth=y&ignore=*&id=k",
            Parquet("SELECT range::VARCHAR AS k, range * 1.5 AS y, 'x' AS other FROM range(7)"), Type)).Accepted();

        Assert.Equal(7, answer.Accepted);
    }

    [Fact]
    public async Task A_cut_an_empty_and_a_wrong_file_are_said_and_leave_nothing_behind()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] good = Parquet("SELECT range::VARCHAR AS id, range AS x FROM range(5000)");
        byte[] damaged = [.. good];
        for (int i = 200; i < 2_000; i++) damaged[i] ^= 0x5A;

        IngestProblem cut = (await server.RowsAsync("events", good[..^100], Type)).Failed(422);
        IngestProblem empty = (await server.RowsAsync("events", [], Type)).Failed(422);
        IngestProblem text = (await server.RowsAsync("events", "id,x\n1,2\n"u8.ToArray(), Type)).Failed(422);
        IngestProblem noRows = (await server.RowsAsync("events", Parquet("SELECT 1 AS id, 2 AS x WHERE false"), Type)).Failed(422);
        IngestProblem broken = (await server.RowsAsync("events", damaged, Type)).Failed(422);

        Assert.Contains("cut short", cut.Detail, StringComparison.Ordinal);
        Assert.Contains("empty", empty.Detail, StringComparison.Ordinal);
        Assert.Contains("not a Parquet file", text.Detail, StringComparison.Ordinal);
        Assert.Contains("no row", noRows.Detail, StringComparison.Ordinal);
        Assert.All([cut, empty, text, noRows, broken], p => Assert.DoesNotContain(server.DataFolder, p.Detail, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(server.DataFolder, "*.parquet", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_rejected_before_it_is_read_and_files_of_a_killed_server_go_at_start()
    {
        using var folder = new TemporaryFolder();
        string left = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "uploads")).FullName, "1.parquet");
        File.WriteAllText(left, "half of a file");
        await using RunningServer server = await RunningServer.StartAsync(options: o => o with { MostUploadBytes = 1_000,
            DataFolder = folder.Path });

        (await server.RowsAsync("events", Parquet("SELECT range AS id, range AS x FROM range(5000)"), Type)).Failed(413);

        Assert.False(File.Exists(left));
        Assert.Empty(server.Batches());
    }

    internal static byte[] Parquet(string query)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "rows.parquet");
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions { Threads = 1 });
        using DuckDbConnection connection = database.Connect();
        connection.Execute($"COPY ({query}) TO '{file}' (FORMAT parquet)", CancellationToken.None);
        return File.ReadAllBytes(file);
    }
}
