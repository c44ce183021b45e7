using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class EvaluationTests : IDisposable
{
    readonly CatalogFolder _folder = new(new CatalogLimits { EarlierEvaluations = 3 });
    readonly MonitorDefinition _monitor;

    public EvaluationTests()
    {
        int model = _folder.Catalog.AddModel(Sample.Model("churn")).Number;
        _monitor = _folder.Catalog.SaveMonitor(Sample.Monitor(model, "drift"));
    }

    Catalog Catalog => _folder.Catalog;

    [Fact]
    public void An_evaluation_is_read_back_bit_for_bit_with_the_profile_it_was_computed_from()
    {
        byte[] profile = [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i / 100))];
        var given = Sample.Evaluation(_monitor, 0, EvaluationStatus.Critical);

        var recorded = Catalog.Record(given, profile, []);

        Json.AssertEqual(given with { Number = recorded.Number }, recorded);
        _folder.Reopen();
        var read = Assert.Single(Catalog.Evaluations(new EvaluationQuery()));
        Json.AssertEqual(recorded, read);
        Assert.Equal(given.Reasons, read.Reasons);
        Assert.Equal(BitConverter.DoubleToInt64Bits(given.Parts[0].ExpectedLow!.Value),
            BitConverter.DoubleToInt64Bits(read.Parts[0].ExpectedLow!.Value));
        Assert.Equal(profile, Catalog.EvaluatedProfile(recorded.Number));
        Assert.Null(Catalog.EvaluatedProfile(recorded.Number + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Profiles_that_do_not_compress_come_back_too(int length)
    {
        var random = new Plumbline.Statistics.SeededRandom(1);
        byte[] noise = [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextInt(256))];

        var recorded = Catalog.Record(Sample.Evaluation(_monitor, 0), noise, []);

        Assert.Equal(noise, Catalog.EvaluatedProfile(recorded.Number));
    }

    [Fact]
    public void The_newest_evaluation_of_a_window_counts_and_earlier_ones_are_history()
    {
        var first = Catalog.Record(Sample.Evaluation(_monitor, 0), [1], []);
        var other = Catalog.Record(Sample.Evaluation(_monitor, 1), [2], []);
        var again = Catalog.Record(Sample.Evaluation(_monitor, 0, EvaluationStatus.Warning), [3], []);

        Assert.Equal([other.Number, again.Number], Catalog.Evaluations(new EvaluationQuery()).Select(e => e.Number));
        Assert.Equal([again.Number, first.Number], Catalog.EvaluationHistory(_monitor.Number, Sample.Hour(0)).Select(e => e.Number));
        Assert.Equal([1], Catalog.EvaluatedProfile(first.Number)!);
    }

    [Fact]
    public void The_history_of_a_window_is_bounded()
    {
        long[] numbers = [.. Enumerable.Range(0, 10).Select(i => Catalog.Record(Sample.Evaluation(_monitor, 0), [(byte)i], []).Number)];

        Assert.Equal(numbers[^4..].Reverse(), Catalog.EvaluationHistory(_monitor.Number, Sample.Hour(0)).Select(e => e.Number));
        Assert.Null(Catalog.EvaluatedProfile(numbers[0]));
        Assert.Equal([6], Catalog.EvaluatedProfile(numbers[6])!);
    }

    [Fact]
    public void What_was_said_of_an_open_window_goes_when_more_is_known()
    {
        var open = Catalog.Record(Sample.Evaluation(_monitor, 0) with { IsProvisional = true }, [1], []);
        var stillOpen = Catalog.Record(Sample.Evaluation(_monitor, 0) with { IsProvisional = true }, [2], []);
        Assert.Equal([stillOpen.Number], Catalog.Evaluations(new EvaluationQuery()).Select(e => e.Number));

        var complete = Catalog.Record(Sample.Evaluation(_monitor, 0), [2], []);

        Assert.Equal([complete.Number], Catalog.EvaluationHistory(_monitor.Number, Sample.Hour(0)).Select(e => e.Number));
        Assert.Null(Catalog.EvaluatedProfile(open.Number));
        Assert.Equal([2], Catalog.EvaluatedProfile(complete.Number)!);
    }

    [Fact]
    public void Queries_select_by_model_monitor_time_and_breach()
    {
        int otherModel = Catalog.AddModel(Sample.Model("other")).Number;
        var others = Catalog.SaveMonitor(Sample.Monitor(otherModel, "drift"));
        for (int hour = 0; hour < 6; hour++)
        {
            Catalog.Record(Sample.Evaluation(_monitor, hour, hour % 2 == 0 ? EvaluationStatus.Critical : EvaluationStatus.Failed), [], []);
            Catalog.Record(Sample.Evaluation(others, hour), [], []);
        }

        Assert.Equal(12, Catalog.Evaluations(new EvaluationQuery()).Count);
        Assert.Equal([5, 4, 3, 2, 1, 0], Hours(new EvaluationQuery { Model = otherModel }));
        Assert.Equal([5, 4, 3, 2, 1, 0], Hours(new EvaluationQuery { Monitor = _monitor.Number }));
        Assert.Equal([4, 2, 0], Hours(new EvaluationQuery { OnlyBreaches = true }));
        Assert.Equal([3, 2], Hours(new EvaluationQuery { Model = otherModel, From = Sample.Noon.AddHours(2),
            To = Sample.Noon.AddHours(4) }));
        Assert.Equal([5, 4], Hours(new EvaluationQuery { Monitor = _monitor.Number, Limit = 2 }));
        Assert.Empty(Hours(new EvaluationQuery { Monitor = 99 }));
        Assert.Empty(Hours(new EvaluationQuery { Limit = -1 }));
    }

    [Fact]
    public void Pages_miss_nothing_though_old_windows_were_judged_again()
    {
        for (int hour = 0; hour < 20; hour++) Catalog.Record(Sample.Evaluation(_monitor, hour), [], []);
        foreach (int hour in (int[])[3, 11, 0]) Catalog.Record(Sample.Evaluation(_monitor, hour), [], []);

        List<int> hours = [];
        for (long? before = null; ;)
        {
            var page = Catalog.Evaluations(new EvaluationQuery { Limit = 3, BeforeNumber = before });
            if (page.Count == 0) break;
            hours.AddRange(page.Select(Hour));
            before = page[^1].Number;
        }

        Assert.Equal(Enumerable.Range(0, 20).Reverse(), hours);
    }

    [Fact]
    public void An_evaluation_and_its_alerts_are_kept_all_or_nothing()
    {
        var wrong = Sample.Alert(_monitor, "x") with { Number = 99 };

        var problem = Assert.Throws<StorageException>(() =>
            Catalog.Record(Sample.Evaluation(_monitor, 0), [1], [Sample.Alert(_monitor, "y"), wrong]));

        Assert.Equal(StorageFailure.Conflict, problem.Failure);
        Assert.Empty(Catalog.Evaluations(new EvaluationQuery()));
        Assert.Empty(Catalog.Alerts(new AlertQuery()));
    }

    [Fact]
    public void An_evaluation_of_a_monitor_that_is_gone_is_refused()
    {
        Catalog.ChangeMonitors([], [_monitor.Number], []);

        var problem = Assert.Throws<StorageException>(() => Catalog.Record(Sample.Evaluation(_monitor, 0), [1], []));

        Assert.Equal(StorageFailure.Conflict, problem.Failure);
    }

    [Fact]
    public void Old_evaluations_can_be_dropped_with_the_profiles_only_they_had()
    {
        var old = Catalog.Record(Sample.Evaluation(_monitor, 0), [1], []);
        var shared = Catalog.Record(Sample.Evaluation(_monitor, 1), [2], []);
        var young = Catalog.Record(Sample.Evaluation(_monitor, 5), [2], []);

        int dropped = Catalog.DropEvaluations(Sample.Noon.AddHours(3), CancellationToken.None);

        Assert.Equal(2, dropped);
        Assert.Equal([young.Number], Catalog.Evaluations(new EvaluationQuery()).Select(e => e.Number));
        Assert.Null(Catalog.EvaluatedProfile(old.Number));
        Assert.Null(Catalog.EvaluatedProfile(shared.Number));
        Assert.Equal([2], Catalog.EvaluatedProfile(young.Number)!);
    }

    [Fact]
    public void What_was_judged_lately_stays_though_its_window_is_old()
    {
        Catalog.Record(Sample.Evaluation(_monitor, 0), [1], []);
        var replayed = Catalog.Record(Sample.Evaluation(_monitor, 1) with { At = Sample.Noon.AddHours(9) }, [2], []);

        Assert.Equal(1, Catalog.DropEvaluations(Sample.Noon.AddHours(8), CancellationToken.None));

        Assert.Equal([replayed.Number], Catalog.Evaluations(new EvaluationQuery()).Select(e => e.Number));
    }

    [Fact]
    public void Of_every_monitor_the_newest_evaluation_of_its_newest_window_is_found()
    {
        var other = Catalog.SaveMonitor(Sample.Monitor(_monitor.Model, "other"));
        Catalog.SaveMonitor(Sample.Monitor(_monitor.Model, "never judged"));
        Catalog.Record(Sample.Evaluation(_monitor, 5), [1], []);
        var newest = Catalog.Record(Sample.Evaluation(_monitor, 5), [2], []);
        Catalog.Record(Sample.Evaluation(_monitor, 3), [3], []);
        var only = Catalog.Record(Sample.Evaluation(other, 1), [4], []);

        Assert.Equal([newest.Number, only.Number], Catalog.NewestEvaluations().Select(e => e.Number));
    }

    public void Dispose() => _folder.Dispose();

    static int Hour(Evaluation evaluation) => (int)(evaluation.Window.Start - Sample.Noon).TotalHours;

    int[] Hours(EvaluationQuery query) => [.. Catalog.Evaluations(query).Select(Hour)];
}
