using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class ManyRowsTests
{
    [Fact]
    public void A_hundred_thousand_rows_in_batches_of_all_sizes_read_back_as_the_columns_they_were()
    {
        const int Rows = 100_000;
        InMemoryDataset rows = Dataset(Rows);
        DateTimeOffset[] times = [.. Enumerable.Range(0, Rows).Select(i => Log.Start.AddSeconds(i))];
        ModelDefinition model = LiveRows.Model(rows);
        using var folder = new TemporaryFolder();
        using (var store = new EventStore(folder.Path, new EventStoreOptions { CheckpointBytes = 1 << 20 }))
            foreach (LogFrame[] frames in LiveRows.Frames(rows, times, 1, 499, 2_048, 5_000, 3).Chunk(10))
                store.Apply(frames, new Dictionary<int, ModelDefinition> { [1] = model });

        using var reopened = new EventStore(folder.Path, new EventStoreOptions());
        using IDataset read = reopened.Open(model, new EventQuery(), TestContext.Current.CancellationToken);
        using IDataset half = reopened.Open(model, new EventQuery { To = Log.Start.AddSeconds(Rows / 2) },
            TestContext.Current.CancellationToken);

        Assert.Equal((Rows, Rows / 2), (read.RowCount, half.RowCount));
        var (whole, before) = (DatasetProfiles.Build(read, null, 1, null, TestContext.Current.CancellationToken),
            DatasetProfiles.Build(rows, null, 1, null, TestContext.Current.CancellationToken));
        Assert.Equal(ProfileFingerprint.Of(before), ProfileFingerprint.Of(whole));
        InMemoryDataset firstHalf = rows.Rows(0, Rows / 2);
        Assert.Equal(((NumericSlice)firstHalf.Read("amount", default)).Values.ToArray(),
            ((NumericSlice)half.Read("amount", default)).Values.ToArray());
    }

    [Fact]
    public void Truths_of_a_hundred_thousand_rows_join_whether_they_came_early_or_late()
    {
        const int Rows = 100_000;
        using var log = new Log(Log.Target());
        string[] ids = Log.Ids(Rows);
        log.Truths([.. ids.Where((_, i) => i % 3 == 0).Select(i => (i, (string?)("early " + i)))]);
        log.Join();
        log.Events(ids, [.. ids.Select((_, i) => Log.Start.AddSeconds(i))]);
        log.Truths([.. ids.Where((_, i) => i % 3 == 1).Select(i => (i, (string?)("late " + i)))]);

        Assert.Equal(112, log.Join().Count);

        IReadOnlyList<string?> truths = log.Texts("truth");
        Assert.Equal(ids.Select((id, i) => (i % 3) switch { 0 => "early " + id, 1 => "late " + id, _ => null }), truths);
        Assert.Equal(0, log.Count().WaitingTruths);
    }

    [Fact]
    public void Hundreds_of_models_and_a_model_of_hundreds_of_columns_keep_apart_and_open_again()
    {
        const int Models = 300, Columns = 400;
        using var folder = new TemporaryFolder();
        var models = Enumerable.Range(1, Models)
            .Select(n => Log.ModelOf(n, new ColumnDefinition("n", ColumnRole.Feature, ColumnType.Numeric)))
            .Append(Log.ModelOf(Models + 1,
                [.. Enumerable.Range(0, Columns).Select(i => new ColumnDefinition($"c{i}", ColumnRole.Feature, ColumnType.Numeric))]))
            .ToDictionary(m => m.Number);
        LogFrame[] frames = [.. models.Values.Select(m => Frame(m))];
        using (var store = new EventStore(folder.Path, new EventStoreOptions { CheckpointBytes = 1 })) store.Apply(frames, models);

        using var reopened = new EventStore(folder.Path, new EventStoreOptions());

        Assert.All(models.Values, m => Assert.Equal(1, reopened.Count(m.Number, TestContext.Current.CancellationToken).Events));
        using IDataset wide = reopened.Open(models[Models + 1], new EventQuery(), TestContext.Current.CancellationToken);
        Assert.Equal(Columns - 1, ((NumericSlice)wide.Read($"c{Columns - 1}", TestContext.Current.CancellationToken)).Values.Span[0]);
        using IDataset narrow = reopened.Open(models[17], new EventQuery(), TestContext.Current.CancellationToken);
        Assert.Equal(0, ((NumericSlice)narrow.Read("n", TestContext.Current.CancellationToken)).Values.Span[0]);
    }

    [Fact]
    public async Task Rows_are_read_whole_while_others_are_written()
    {
        const int Batches = 40, Size = 300;
        using var log = new Log(new ColumnDefinition("n", ColumnRole.Feature, ColumnType.Numeric), Log.Target());
        using var done = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3)
            .Select(_ => Task.Run(() => ReadUntil(log, Size, done.Token), TestContext.Current.CancellationToken))];
        for (int i = 0; i < Batches; i++)
        {
            string[] ids = [.. Enumerable.Range(i * Size, Size).Select(n => $"id-{n}")];
            log.Events(ids, Some.Numeric("n", [.. ids.Select((_, n) => (double)((i * Size) + n))]));
            log.Truths((ids[0], "yes"));
            log.Join();
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Equal((Batches * Size, Batches), (log.Count().Events, log.Texts("truth").Count(t => t == "yes")));
    }

    static void ReadUntil(Log log, int size, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            using IDataset rows = log.Store.Open(log.Model, new EventQuery(), CancellationToken.None);
            double[] numbers = ((NumericSlice)rows.Read("n", CancellationToken.None)).Values.ToArray();
            Assert.Equal(0, numbers.Length % size);
            Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => (double)i), numbers);
            Assert.Equal(rows.RowCount, rows.Read("truth", CancellationToken.None).Length);
            Assert.True(log.Page(null, null, 5).Rows.Count is 5 or 0);
        }
    }

    static LogFrame Frame(ModelDefinition model) => new(model.Number, Log.Start, new LogEntry.Events(new ColumnBatch
    {
        Model = model.Number,
        SchemaRevision = 1,
        Ids = LiveRows.Texts(["only"]),
        Times = new[] { LiveRows.Microseconds(Log.Start) },
        Columns = [.. model.Schema.Columns.Columns.Select((c, i) => Some.Numeric(c.Name, [i]))],
    }));

    static InMemoryDataset Dataset(int rows)
    {
        double[] amounts = Some.Normal(rows, 7);
        for (int i = 0; i < rows; i += 97) amounts[i] = double.NaN;
        for (int i = 1; i < rows; i += 997) amounts[i] = i % 2 == 0 ? double.PositiveInfinity : -0.0;
        string?[] cities = Some.Categories(rows, 8, ("Roma", 5), ("\u5317\u4EAC", 3), ("a rather long name of a place", 1));
        for (int i = 0; i < rows; i += 89) cities[i] = null;
        return Some.Dataset(("amount", amounts), ("city", cities), ("flag", Some.Normal(rows, 9).Select(n => n > 0).ToArray()));
    }
}
