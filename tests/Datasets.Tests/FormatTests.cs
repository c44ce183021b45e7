using System.IO.Compression;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class FormatTests
{
    [Fact]
    public void Parquet_types_are_taken_as_declared()
    {
        using var folder = new TemporaryFolder();
        string file = Parquet(folder, "a.parquet", """
            SELECT i::INTEGER AS n, i::DECIMAL(9,2) / 4 AS d, 'c' || i % 2 AS c, i % 2 = 0 AS b, TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS t,
                DATE '2024-01-01' AS day, [i, i + .5]::FLOAT[] AS v, {'x': i, 'y': 'k'} AS s, i::DOUBLE AS "odd ""name""; --"
            FROM range(5) r(i)
            """);

        using IDataset data = Read.Reference(file);

        Assert.Equal(["n", "d", "c", "b", "t", "day", "v", "s.x", "s.y", "odd \"name\"; --"], data.Schema.Columns.Select(c => c.Name));
        Assert.Equal([0, .25, .5, .75, 1], data.Numbers("d"));
        Assert.Equal(["c0", "c1"], data.Texts("c")[..2]);
        Assert.Equal(["true", "false"], data.Texts("b")[..2]);
        Assert.Equal(4, data.Times("t")[4]!.Value.Hour);
        Assert.Equal([0, .5f, 1, 1.5f], ((VectorSlice)data.Slice("v")).Values.ToArray()[..4]);
        Assert.Equal([0, 1, 2, 3, 4], data.Numbers("s.x"));
        Assert.Equal([0, 1, 2, 3, 4], data.Numbers("odd \"name\"; --"));
    }

    [Fact]
    public void Parquet_nulls_and_NaN_are_missing()
    {
        using var folder = new TemporaryFolder();
        string file = Parquet(folder, "a.parquet", "SELECT * FROM (VALUES (1.0::DOUBLE, 'x'), (NULL, NULL), ('NaN', 'NA')) t(n, c)");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, double.NaN, double.NaN], data.Numbers("n"));
        Assert.Equal(["|1", "NaN|1"], data.Slice("n").Missing.BySpelling.Select(m => $"{m.Key}|{m.Value}"));
        Assert.Equal(["x", "(missing)", "(missing)"], data.Texts("c"));
    }

    [Fact]
    public void Parquet_numbers_are_categories_of_the_same_text_as_in_csv()
    {
        using var folder = new TemporaryFolder();
        var options = new DatasetOptions { Categorical = ["n"] };
        using IDataset reference = Read.Reference(folder.Write("a.csv", "n,x\n1,1\n2.5,2\n"), options);

        using IDataset current = Read.Current(Parquet(folder, "a.parquet", "SELECT unnest([1.0, 2.5])::DOUBLE AS n, 1 AS x"), reference,
            options);

        Assert.Equal(["1", "2.5"], current.Texts("n"));
    }

    [Fact]
    public void Wide_integers_of_parquet_are_ids_only_while_they_differ()
    {
        using var folder = new TemporaryFolder();
        string file = Parquet(folder, "a.parquet",
            "SELECT 9007199254740993 + i AS a, 9007199254740993 + least(i, 59999) AS b FROM range(60001) t(i)");

        using IDataset data = Read.Reference(file);

        Assert.Equal(ColumnRole.Id, data.Column("a").Role);
        Assert.Equal("9007199254740994", data.Texts("a")[1]);
        Assert.Equal((ColumnRole.Feature, ColumnType.Numeric), (data.Column("b").Role, data.Column("b").Type));
    }

    [Fact]
    public void Columns_of_a_parquet_file_can_be_read_from_many_threads()
    {
        using var folder = new TemporaryFolder();
        string columns = string.Join(", ", Enumerable.Range(0, 12).Select(i => $"r * {i} AS c{i}"));
        using IDataset data = Read.Reference(Parquet(folder, "a.parquet", $"SELECT {columns} FROM range(100000) t(r)"));
        var sums = new double[12];

        Parallel.For(0, 12, i => sums[i] = data.Numbers($"c{i}").Sum());

        Assert.Equal(Enumerable.Range(0, 12).Select(i => i * (99_999 * 50_000.0)), sums);
    }

    [Theory]
    [InlineData("[{\"a\":1,\"b\":\"x\"},\n {\"a\":2.5,\"b\":\"caf\\u00e9\",\"in\":{\"x\":7}},\n {\"b\":null,\"a\":3}]")]
    [InlineData("{\"a\":1,\"b\":\"x\"}\n{\"a\":2.5,\"b\":\"caf\\u00e9\",\"in\":{\"x\":7}}\n\n{\"b\":null,\"a\":3}")]
    [InlineData("\uFEFF{\"a\":1,\"b\":\"x\"}\r\n{\"a\":2.5,\"b\":\"caf\\u00e9\",\"in\":{\"x\":7}}\r\n{\"b\":null,\"a\":3}\r\n")]
    public void Json_arrays_and_lines_are_tables(string text)
    {
        using var folder = new TemporaryFolder();

        using IDataset data = Read.Reference(folder.Write("a.json", text));

        Assert.Equal(["a", "b", "in.x"], data.Schema.Columns.Select(c => c.Name));
        Assert.Equal([1, 2.5, 3], data.Numbers("a"));
        Assert.Equal(["x", "café", "(missing)"], data.Texts("b"));
        Assert.Equal([double.NaN, 7, double.NaN], data.Numbers("in.x"));
    }

    [Fact]
    public void A_broken_json_line_is_refused_and_its_neighbours_kept()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.jsonl", "{\"a\":1}\n{\"a\":2\n[1]\n{\"a\":4}\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, 4], data.Numbers("a"));
        Assert.Equal([2, 3], data.Refused.First.Select(r => r.Line));
    }

    [Fact]
    public void A_json_array_cut_short_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", "[{\"a\":1},\n{\"a\":2},\n{\"a\"");

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(file));

        Assert.Contains("near line 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Booleans_vectors_and_times_of_json_are_typed()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.jsonl",
            "{\"b\":true,\"v\":[1,2],\"t\":\"2024-01-01T00:00:00Z\"}\n{\"b\":false,\"v\":[3,4],\"t\":\"2024-01-02T00:00:00Z\"}\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([ColumnType.Boolean, ColumnType.Vector, ColumnType.Timestamp], data.Schema.Columns.Select(c => c.Type));
    }

    [Fact]
    public void A_pattern_reads_its_files_in_order_and_maps_columns_by_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("m-1.csv", "a,b\n1,x\n2,y\n");
        folder.Write("m-2.csv", "b;a;c\nz;3;9\n");
        Gzip(folder, "m-3.csv.gz", "a,b\n4,w\n");

        using IDataset data = Read.Reference(Path.Combine(folder.Path, "m-*"));

        Assert.Equal([1, 2, 3, 4], data.Numbers("a"));
        Assert.Equal(["x", "y", "z", "w"], data.Texts("b"));
        Assert.Equal([double.NaN, double.NaN, 9, double.NaN], data.Numbers("c"));
    }

    [Fact]
    public void A_pattern_that_matches_nothing_says_so()
    {
        using var folder = new TemporaryFolder();

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(Path.Combine(folder.Path, "*.csv")));

        Assert.Contains("No file matches", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0:3", new double[] { 0, 1, 2 })]
    [InlineData("2:5", new double[] { 2, 3, 4 })]
    [InlineData("7:", new double[] { 7, 8, 9 })]
    [InlineData(":2", new double[] { 0, 1 })]
    [InlineData("8:100", new double[] { 8, 9 })]
    public void Ranges_of_rows_are_half_open_in_every_format(string range, double[] expected)
    {
        using var folder = new TemporaryFolder();
        var options = new DatasetOptions { Rows = RowRange.Parse(range) };
        folder.Write("p1.csv", "a,b\n" + string.Concat(Enumerable.Range(0, 4).Select(i => $"{i},x\n")));
        folder.Write("p2.csv", "a,b\n" + string.Concat(Enumerable.Range(4, 6).Select(i => $"{i},x\n")));
        string json = folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, 10).Select(i => $"{{\"a\":{i}}}\n")));

        using IDataset csv = Read.Reference(Path.Combine(folder.Path, "p*.csv"), options);
        using IDataset parquet = Read.Reference(Parquet(folder, "a.parquet", "SELECT i AS a FROM range(10) t(i)"), options);
        using IDataset lines = Read.Reference(json, options);
        using IDataset spooled = Read.Reference(Path.Combine(folder.Path, "p*.csv"),
            options with { MemoryLimitBytes = 1, TemporaryFolder = folder.Path });

        Assert.Equal(expected, csv.Numbers("a"));
        Assert.Equal(expected, parquet.Numbers("a"));
        Assert.Equal(expected, lines.Numbers("a"));
        Assert.Equal(expected, spooled.Numbers("a"));
        Assert.Equal(expected.Length, parquet.RowCount);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("3:3")]
    [InlineData("4:2")]
    [InlineData("a:b")]
    [InlineData("-1:2")]
    public void A_range_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => RowRange.Parse(text));

    internal static string Parquet(TemporaryFolder folder, string name, string sql)
    {
        string file = Path.Combine(folder.Path, name);
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using DuckDbConnection connection = database.Connect();
        connection.Execute($"COPY ({sql}) TO '{file}' (FORMAT parquet)", TestContext.Current.CancellationToken);
        return file;
    }

    static void Gzip(TemporaryFolder folder, string name, string text)
    {
        using var gzip = new GZipStream(File.Create(Path.Combine(folder.Path, name)), CompressionLevel.Fastest);
        gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
