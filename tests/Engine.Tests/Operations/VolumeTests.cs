using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Tests.Monitors;
using Plumbline.Statistics;

namespace Plumbline.Engine.Tests.Operations;

public sealed class VolumeTests
{
    // Roots of mpmath.betainc(v/2, 1/2, 0, v/(v+t^2), regularized=True) = level at 40 digits.
    [Theory]
    [InlineData(.05, 1, 12.706204736174705)]
    [InlineData(.05, 2, 4.3026527297494639)]
    [InlineData(.05, 3, 3.1824463052837096)]
    [InlineData(.05, 10, 2.2281388519862747)]
    [InlineData(.01, 13, 3.0122758387165784)]
    [InlineData(.001, 30, 3.6459586350420218)]
    public void Quantiles_of_Student_are_those_of_the_tables(double level, int freedom, double t)
    {
        Assert.Equal(t, StudentTail.Quantile(level, freedom), 9);
        Assert.Equal(level, StudentTail.TwoSided(t, freedom), 12);
    }

    [Fact]
    public void Pure_chance_is_never_taken_for_less_than_Poisson()
    {
        var forecast = VolumeForecast.From([.. Enumerable.Repeat(1_000L, 28)], .05);

        Assert.Equal(1_000, forecast.Expected, 6);
        Assert.Equal(1, forecast.Scale);
        Assert.InRange(forecast.Low, 925, 940);
        Assert.InRange(forecast.High, 1_060, 1_075);
        Assert.InRange(forecast.PValue((long)forecast.Low - 1), .03, .05);
    }

    [Fact]
    public void An_outage_among_the_earlier_windows_does_not_widen_the_interval()
    {
        long[] usual = Poisson(27, 1_000, 3);

        var with = VolumeForecast.From([.. usual, 0], .001);
        var without = VolumeForecast.From([.. usual, 1_000], .001);

        Assert.InRange(with.High - with.Low, 0, 1.3 * (without.High - without.Low));
    }

    [Fact]
    public void Rows_that_come_in_batches_are_usual_with_a_batch_more_or_less()
    {
        long[] earlier = [.. Enumerable.Range(0, 28).Select(i => i % 3 == 0 ? 40_000L : 32_000)];

        var forecast = VolumeForecast.From(earlier, .05 / 168);

        Assert.InRange(forecast.High, 40_000, 60_000);
        Assert.InRange(forecast.Low, 12_000, 32_000);
        Assert.True(forecast.PValue(40_000) > .05);
    }

    [Fact]
    public void Fewer_than_three_windows_say_nothing()
    {
        var part = Evaluate(10, [1_000, 1_000]);

        Assert.Equal((EvaluationStatus.InsufficientData, "monitor.few_windows"), (part.Status, part.Reasons[0].Key));
    }

    [Fact]
    public void Three_weeks_tell_a_season_and_until_then_the_windows_before_do()
    {
        var hour = new Window(Live.Monday, Live.Monday.AddHours(1));
        var season = new BaselineChoice.Seasonal(6);
        long RowsSince(int weeks, Window window) => window.Start < hour.Start.AddDays(-7 * weeks) ? 0 : window.Start.Day;

        var known = BaselineChoices.EarlierRows(season, hour, w => RowsSince(3, w));
        var young = BaselineChoices.EarlierRows(season, hour, w => RowsSince(2, w));
        var first = BaselineChoices.EarlierRows(season, hour, w => w.Start < hour.Start.AddHours(-5) ? 0 : 7);

        Assert.Equal([12, 19, 26], known.Counts);
        Assert.Null(known.YoungSeason);
        Assert.Equal(BaselineChoices.UsualWindows, young.Counts.Count);
        Assert.Equal([19, 26], young.YoungSeason!);
        Assert.Equal((5, 0), (first.Counts.Count, first.YoungSeason!.Count));
        Assert.Null(BaselineChoices.EarlierRows(new BaselineChoice.Rolling(2), hour, w => 7).YoungSeason);
    }

    [Fact]
    public void Windows_that_may_tell_what_is_usual_come_once_and_in_order()
    {
        var day = new Window(Live.Monday, Live.Monday.AddDays(1));

        var windows = BaselineChoices.EarlierWindows(new BaselineChoice.Seasonal(6), day);

        // Four of the six weeks are among the 28 days.
        Assert.Equal(BaselineChoices.UsualWindows + 2, windows.Count);
        Assert.Equal(windows.DistinctBy(w => w.Start).OrderBy(w => w.Start), windows);
        Assert.Equal(day.Start.AddDays(-42), windows[0].Start);
    }

    [Fact]
    public void A_seasonal_monitor_says_when_it_has_to_do_without_the_season()
    {
        var evidence = Live.Evidence(Live.Rows(1_000, 1), null) with { EarlierRows = new EarlierRows(Poisson(28, 1_000, 1)) };
        var young = evidence with { EarlierRows = evidence.EarlierRows with { YoungSeason = [] } };

        Assert.DoesNotContain(Only(evidence).Reasons, r => r.Key == "monitor.volume_no_season");
        Assert.Contains(Only(young).Reasons, r => r.Key == "monitor.volume_no_season");
    }

    [Fact]
    public void What_the_same_hours_of_one_or_two_weeks_had_is_usual_too()
    {
        var usual = VolumeForecast.From(new EarlierRows(Poisson(28, 1_000, 1)), .01);
        var thin = VolumeForecast.From(new EarlierRows(Poisson(28, 1_000, 1)) { YoungSeason = [400] }, .01);

        Assert.InRange(usual.Low, 850, 950);
        Assert.InRange(thin.Low, 300, 399);
        Assert.Equal((usual.High, usual.Expected), (thin.High, thin.Expected));
        Assert.True(usual.PValue(400) < .01);
        Assert.Equal(1, thin.PValue(400), 9);
        Assert.True(thin.PValue((long)thin.Low - 1) < .01);
    }

    [Theory]
    [InlineData(0, EvaluationStatus.Warning, "monitor.volume_fell")]
    [InlineData(600, EvaluationStatus.Warning, "monitor.volume_fell")]
    [InlineData(1_010, EvaluationStatus.Ok, "monitor.volume_usual")]
    [InlineData(1_600, EvaluationStatus.Warning, "monitor.volume_rose")]
    public void Rows_outside_the_interval_are_a_breach(int rows, EvaluationStatus status, string reason)
    {
        var part = Evaluate(rows, Poisson(28, 1_000, 1));

        Assert.Equal((status, reason), (part.Status, part.Reasons[0].Key));
        Assert.Equal(28, part.ExpectedN);
        Assert.Equal(part.ExpectedLow <= rows && rows <= part.ExpectedHigh, status == EvaluationStatus.Ok);
    }

    [Fact]
    public void A_forecast_that_would_take_silence_for_usual_says_so()
    {
        var part = Evaluate(0, [10, 4_000, 90, 1_500, 8]);

        Assert.Equal(EvaluationStatus.Ok, part.Status);
        Assert.Equal("monitor.volume_blind", part.Reasons[1].Key);
    }

    [Fact]
    public void A_threshold_decides_instead_when_there_is_one()
    {
        var monitor = Live.Monitor(MonitorKind.Volume, null, new Threshold(.5, null, ThresholdRelation.Ratio));

        Assert.Equal(EvaluationStatus.Ok, Evaluate(600, Poisson(28, 1_000, 1), monitor).Status);
        Assert.Equal(EvaluationStatus.Warning, Evaluate(400, Poisson(28, 1_000, 1), monitor).Status);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_000, .2)]
    [InlineData(1_000, 0, 3)]
    [InlineData(1_000, .2, 3)]
    [InlineData(1_000, .2, 6)]
    public void Streams_that_do_not_change_rarely_alarm(double mean, double ownVariation, int windows = 28)
    {
        const double level = .01;
        const int trials = 4_000;
        int alarms = 0;
        var random = new SeededRandom(11);
        for (int t = 0; t < trials; t++)
        {
            long[] rows = [.. Enumerable.Range(0, windows + 1)
                .Select(_ => Draw(random, mean * Math.Exp(ownVariation * random.NextNormal())))];
            var forecast = VolumeForecast.From(rows[..^1], level);
            if (rows[^1] < forecast.Low || rows[^1] > forecast.High) alarms++;
        }

        // Three standard errors above the promise.
        Assert.InRange(alarms / (double)trials, 0, level + (3 * Math.Sqrt(level / trials)));
    }

    static EvaluationPart Only(WindowEvidence evidence) =>
        Assert.Single(Live.Evaluate(Live.Monitor(MonitorKind.Volume), evidence).Parts);

    static EvaluationPart Evaluate(int rows, long[] earlier, MonitorDefinition? monitor = null)
    {
        var some = Live.Evidence(Live.Rows(Math.Max(1, rows), 1), null);
        return Assert.Single(Live.Evaluate(monitor ?? Live.Monitor(MonitorKind.Volume), some with
        {
            Profile = rows == 0 ? null : some.Profile,
            EarlierRows = new EarlierRows(earlier),
        }).Parts);
    }

    static long[] Poisson(int count, double mean, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random, mean))];
    }

    /// <summary>A Poisson draw by waiting times.</summary>
    static long Draw(SeededRandom random, double mean)
    {
        long rows = -1;
        for (double left = mean; left > 0; rows++) left += Math.Log(1 - random.NextDouble());
        return rows + (rows < 0 ? 1 : 0);
    }
}
