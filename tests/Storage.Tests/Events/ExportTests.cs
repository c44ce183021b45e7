using Plumbline.Datasets;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class ExportTests
{
    const string Hostile = "\" FROM events_1; DROP TABLE truths; --' \\ \u202E";

    [Fact]
    public void Rows_are_exported_under_the_users_names_and_read_back_the_same()
    {
        var amount = Some.Numeric(Hostile, [1.5, double.NaN, double.PositiveInfinity, .1 + .2]);
        var color = Some.Categorical("select", ["red", null, "a'b\"c", "red"]);
        var flag = Some.Categorical("\u8BF4\u660E", ["true", "false", null, "true"], type: ColumnType.Boolean);
        using var log = new Log(amount.Column, color.Column, flag.Column, Log.Target());
        log.Events(Log.Ids(4), amount, color, flag);
        log.Truths(("id-1", "yes"), ("id-2", "no"));
        log.Join();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "it's.parquet");

        long rows = log.Store.Export(log.Model, new EventQuery(), file, TestContext.Current.CancellationToken);

        Assert.Equal(4, rows);
        using IDataset read = DatasetReader.OpenReference(file, new DatasetOptions { Target = "truth" }, null,
            TestContext.Current.CancellationToken);
        Assert.Equal(["id", "time", Hostile, "select", "\u8BF4\u660E", "truth", "tags"], read.Schema.Columns.Select(c => c.Name));
        Assert.Equal(amount.Values.ToArray(), ((NumericSlice)read.Read(Hostile, TestContext.Current.CancellationToken)).Values.ToArray());
        Assert.Equal(["red", null, "a'b\"c", "red"], Texts(read, "select"));
        Assert.Equal(["true", "false", null, "true"], Texts(read, "\u8BF4\u660E"));
        Assert.Equal([null, "yes", "no", null], Texts(read, "truth"));
        Assert.Equal(Log.At(4).Select(LiveRows.Microseconds),
            ((TimestampSlice)read.Read("time", TestContext.Current.CancellationToken)).Microseconds.ToArray());
        Assert.Equal((4, 2), (log.Count().Events, log.Count().Truths));
    }

    [Fact]
    public void Columns_that_are_called_like_ours_are_not_mistaken_for_them()
    {
        string[] names = ["seq", "received_at", "f0001_n", "f0002_n", "event_seq", "label_s", "number", "r", "c0", "known_at", "id_hash"];
        ColumnSlice[] columns = [.. names.Select((n, i) => Some.Numeric(n, [100 + i, 50 - i, i]))];
        using var log = new Log([.. columns.Select(c => c.Column), Log.Target()]);
        log.Events(Log.Ids(3), columns);
        log.Truths(("id-2", "yes"));
        log.Join();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "ours.parquet");

        var second = new EventQuery { Where = [new("seq", "50"), new("label_s", "45")] };
        log.Store.Export(log.Model, second, file, TestContext.Current.CancellationToken);
        using IDataset one = DatasetReader.OpenReference(file, new DatasetOptions(), null, TestContext.Current.CancellationToken);
        Assert.Equal(["id-1"], Texts(one, "id"));
        log.Store.Export(log.Model, new EventQuery(), file, TestContext.Current.CancellationToken);

        using IDataset all = DatasetReader.OpenReference(file, new DatasetOptions(), null, TestContext.Current.CancellationToken);
        Assert.All(columns, c => Assert.Equal(((NumericSlice)c).Values.ToArray(),
            ((NumericSlice)all.Read(c.Column.Name, TestContext.Current.CancellationToken)).Values.ToArray()));
        Assert.Equal([null, null, "yes"], Texts(all, "truth"));
    }

    [Fact]
    public void An_export_takes_the_filter_and_the_columns_of_its_query()
    {
        var amount = Some.Numeric("amount", [1, 2, 3]);
        using var log = new Log(amount.Column, new ColumnDefinition("v", ColumnRole.Embedding, ColumnType.Vector), Log.Target());
        log.Events(Log.Ids(3), amount, new VectorSlice(log.Model.Schema.Columns.Columns[1], new[] { 1f, 2, 3, 4, 5, 6 }, 2,
            MissingValues.None, UnreadableValues.None));
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "some.parquet");

        long rows = log.Store.Export(log.Model, new EventQuery { Where = [new("amount", "2")], Columns = ["v", "id"] }, file,
            TestContext.Current.CancellationToken);

        Assert.Equal(1, rows);
        using IDataset read = DatasetReader.OpenReference(file, new DatasetOptions(), null, TestContext.Current.CancellationToken);
        Assert.Equal(["v", "id"], read.Schema.Columns.Select(c => c.Name));
        Assert.Equal([3, 4], ((VectorSlice)read.Read("v", TestContext.Current.CancellationToken)).Values.ToArray());
        Assert.Equal(["id-1"], Texts(read, "id"));
    }

    [Fact]
    public void A_column_that_was_retyped_is_exported_in_its_newest_type()
    {
        using var log = new Log(Some.Numeric("c", [1]).Column);
        log.Events(Log.Ids(2), Some.Numeric("c", [1, .25]));
        log.Model = Log.ModelOf(1, Some.Categorical("c", ["red"]).Column);
        log.Events(["last"], Some.Categorical("c", ["red"]));
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "retyped.parquet");

        log.Store.Export(log.Model, new EventQuery { Columns = ["c"] }, file, TestContext.Current.CancellationToken);

        using IDataset read = DatasetReader.OpenReference(file, new DatasetOptions(), null, TestContext.Current.CancellationToken);
        Assert.Equal(["1", "0.25", "red"], Texts(read, "c"));
    }

    [Fact]
    public void A_model_without_events_exports_a_file_without_rows()
    {
        using var log = new Log(Some.Numeric("amount", [1]).Column, Log.Target());
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "empty.parquet");

        Assert.Equal(0, log.Store.Export(log.Model, new EventQuery(), file, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void A_name_that_no_file_can_hold_and_a_path_that_cannot_be_written_are_refused()
    {
        using var log = new Log(Some.Numeric("a\0b", [1]).Column);
        log.Events(Log.Ids(1), Some.Numeric("a\0b", [1]));
        using var folder = new TemporaryFolder();

        Assert.Throws<ArgumentException>(() =>
            log.Store.Export(log.Model, new EventQuery(), Path.Combine(folder.Path, "x.parquet"), TestContext.Current.CancellationToken));
        Assert.ThrowsAny<Exception>(() =>
            log.Store.Export(log.Model, new EventQuery { Columns = ["id"] }, Path.Combine(folder.Path, "no", "x.parquet"),
                TestContext.Current.CancellationToken));
        Assert.Equal(1, log.Count().Events);
    }

    static List<string?> Texts(IDataset dataset, string column)
    {
        var slice = (CategoricalSlice)dataset.Read(column, TestContext.Current.CancellationToken);
        return [.. slice.Codes.ToArray().Select(c => c < 0 ? null : slice.Categories[c])];
    }
}
