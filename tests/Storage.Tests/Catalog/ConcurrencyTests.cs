using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class ConcurrencyTests : IDisposable
{
    readonly CatalogFolder _folder = new();

    Catalog Catalog => _folder.Catalog;

    [Fact]
    public async Task Readers_beside_a_writer_see_whole_transactions_only()
    {
        var monitor = Catalog.SaveMonitor(Sample.Monitor(Catalog.AddModel(Sample.Model("churn")).Number, "drift"));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            int reads = 0;
            for (int last = 0; !done.IsCancellationRequested || reads == 0; reads++)
            {
                int alerts = Catalog.Alerts(new AlertQuery { Limit = 1_000 }).Count;
                int evaluations = Catalog.Evaluations(new EvaluationQuery { Limit = 1_000 }).Count;
                Assert.True(alerts <= 2 * evaluations && alerts % 2 == 0
                    && evaluations >= last, $"{alerts} alerts of {evaluations} evaluations");
                last = evaluations;
            }
            return reads;
        })).ToArray();

        for (int i = 0; i < 100; i++)
            Catalog.Record(Sample.Evaluation(monitor, i), [(byte)i], [Sample.Alert(monitor, $"a{i}"), Sample.Alert(monitor, $"b{i}")]);
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
        Assert.Equal(200, Catalog.Alerts(new AlertQuery { Limit = 1_000 }).Count);
    }

    [Fact]
    public async Task Of_many_who_change_what_they_read_one_wins_each_time()
    {
        Catalog.AddModel(Sample.Model("churn") with { Lateness = TimeSpan.Zero });

        int[] wins = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 50).Count(_ =>
        {
            var read = Catalog.FindModel("churn")!;
            return Catalog.UpdateModel(read, read with { Lateness = read.Lateness + TimeSpan.FromSeconds(1) });
        }))));

        Assert.Equal(TimeSpan.FromSeconds(wins.Sum()), Catalog.FindModel("churn")!.Lateness);
        Assert.Equal(TimeSpan.FromSeconds(wins.Sum()), _folder.Reopen().FindModel("churn")!.Lateness);
        Assert.True(wins.Sum() >= 50);
    }

    [Fact]
    public async Task Of_many_who_remember_an_answer_all_get_the_first()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            Catalog.Remember(new RememberedAnswer(1, 1, "k", "h", 200 + i, "{}", Sample.Noon.AddDays(1))))));

        Assert.Single(answers.Distinct());
        Assert.Equal(answers[0], Catalog.Recall(1, 1, "k", Sample.Noon));
    }

    [Fact]
    public async Task Of_many_who_add_a_name_one_gets_it()
    {
        bool[] added = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            try
            {
                Catalog.AddModel(Sample.Model("churn"));
                return true;
            }
            catch (StorageException problem) when (problem.Failure == StorageFailure.Conflict)
            {
                return false;
            }
        })));

        Assert.Equal(1, added.Count(a => a));
    }

    [Fact]
    public async Task Baselines_read_while_they_are_replaced_are_never_older_than_the_last_answer()
    {
        int model = Catalog.AddModel(Sample.Model("churn")).Number;
        Catalog.AddBaseline(Sample.Baseline(model, "default", 1));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (ulong last = 0; !done.IsCancellationRequested;)
            {
                ulong now = Catalog.FindBaseline(model, "default")!.Fingerprint;
                Assert.True(now >= last, $"{now} after {last}");
                last = now;
            }
        })).ToArray();

        for (ulong i = 2; i < 40; i++)
        {
            Catalog.AddBaseline(Sample.Baseline(model, "default", i));
            Assert.Equal(i, Catalog.FindBaseline(model, "default")!.Fingerprint);
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    public void Dispose() => _folder.Dispose();
}
