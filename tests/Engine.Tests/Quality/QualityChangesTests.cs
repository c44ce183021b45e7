using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>Intervals and verdicts of changes keep their promises.</summary>
public sealed class QualityChangesTests
{
    [Fact]
    public void The_change_of_a_proportion_has_the_interval_of_Newcombe()
    {
        var before = Rows(2_000, 1, error: .2);
        var now = Rows(1_500, 2, error: .3);

        var report = Outputs.Report(before, now);

        long right = Right(report.Reference!), rightNow = Right(report.Current!);
        var expected = TwoProportion.NewcombeDifference(right, 2_000, rightNow, 1_500);
        Assert.Equal(expected.Value, report.Changes["accuracy"].Value, 1e-12);
        Assert.Equal(expected.Low, report.Changes["accuracy"].Low, 1e-12);
        Assert.Equal(expected.High, report.Changes["accuracy"].High, 1e-12);
    }

    [Fact]
    public void Worse_and_better_follow_the_direction_of_the_measure()
    {
        var good = Rows(4_000, 3, error: .1);
        var bad = Rows(4_000, 4, error: .3);

        var fell = Outputs.Report(good, bad).Changes;
        var rose = Outputs.Report(bad, good).Changes;

        Assert.All(["accuracy", "recall", "mcc", "roc_auc"], m => Assert.Equal(QualityVerdict.Worse, fell[m].Verdict));
        Assert.All(["accuracy", "recall", "mcc", "roc_auc"], m => Assert.Equal(QualityVerdict.Better, rose[m].Verdict));
        Assert.True(fell["brier"].Value > 0);
        Assert.Equal(QualityVerdict.Worse, fell["brier"].Verdict);
        Assert.False(fell["brier"].HigherIsBetter);
    }

    [Fact]
    public void Equal_models_are_called_changed_in_at_most_five_percent_of_reports()
    {
        const int reports = 200;
        int alarms = 0;

        for (ulong seed = 0; seed < reports; seed++)
        {
            var report = Outputs.Report(Rows(500, (2 * seed) + 100, .25), Rows(500, (2 * seed) + 101, .25));
            if (report.Headline.Any(m => report.Changes[m].Verdict is QualityVerdict.Worse or QualityVerdict.Better)) alarms++;
        }

        Assert.True(WilsonInterval.Compute(alarms, reports).Low <= .05, $"{alarms} of {reports} reports raised an alarm.");
    }

    [Fact]
    public void A_drop_of_the_smallest_detectable_size_is_found_about_four_times_in_five()
    {
        const int reports = 150;
        double drop = Outputs.Report(Rows(2_000, 1, .2), Rows(2_000, 2, .2)).Changes["accuracy"].SmallestDetectable;
        int found = 0;

        for (ulong seed = 0; seed < reports; seed++)
        {
            var report = Outputs.Report(Rows(2_000, (2 * seed) + 500, .2), Rows(2_000, (2 * seed) + 501, .2 + drop));
            if (report.Changes["accuracy"].Verdict == QualityVerdict.Worse) found++;
        }

        Assert.InRange(found / (double)reports, .7, .95);
    }

    [Fact]
    public void Few_rows_get_no_verdict()
    {
        var report = Outputs.Report(Rows(2_000, 1, .1), Rows(25, 2, .8));

        Assert.Equal(QualityVerdict.InsufficientData, report.Changes["accuracy"].Verdict);
    }

    [Fact]
    public void A_quiet_measure_that_could_only_have_shown_a_huge_change_is_insufficient()
    {
        var report = Outputs.Report(Rows(60, 1, .3), Rows(60, 2, .3));

        Assert.True(report.Changes["accuracy"].SmallestDetectable > .2);
        Assert.Equal(QualityVerdict.InsufficientData, report.Changes["accuracy"].Verdict);
    }

    [Fact]
    public void A_bias_is_worse_when_it_moves_away_from_zero()
    {
        double[] truth = Testing.Some.Normal(1_000, 1, 10, 3), noise = Testing.Some.Normal(1_000, 2);
        OutputSlices Biased(double bias) => Outputs.Slices(truth, truth.Zip(noise, (y, e) => y + e + bias).ToArray());

        var away = Outputs.Report(Biased(0), Biased(-1)).Changes["me"];
        var back = Outputs.Report(Biased(1), Biased(0)).Changes["me"];

        Assert.Equal(QualityVerdict.Worse, away.Verdict);
        Assert.Equal(QualityVerdict.Better, back.Verdict);
    }

    [Fact]
    public void Neutral_measures_and_extremes_are_never_judged()
    {
        double[] truth = Testing.Some.Normal(300, 1), prediction = Testing.Some.Normal(300, 2);

        var binary = Outputs.Report(Rows(300, 1, .2), Rows(300, 2, .2));
        var regression = Outputs.Report(Outputs.Slices(truth, prediction), Outputs.Slices(truth, prediction));

        Assert.Contains("selection_rate", binary.Current!.Measures.Keys);
        Assert.DoesNotContain("selection_rate", binary.Changes.Keys);
        Assert.Contains("max_error", regression.Current!.Measures.Keys);
        Assert.DoesNotContain("max_error", regression.Changes.Keys);
    }

    [Fact]
    public void The_model_that_loses_to_a_constant_is_told_so()
    {
        var now = Rows(1_000, 5, error: .6);

        var report = Outputs.Report(Rows(1_000, 6, .1), now);

        Assert.Contains("quality.no_better_than_constant", report.Notes.Keys());
        Assert.Equal(.5, report.Current!.Baselines["roc_auc"].Value);
    }

    static long Right(QualitySide side) => side.Confusion!.Counts[0][0] + side.Confusion.Counts[1][1];

    static OutputSlices Rows(int rows, ulong seed, double error)
    {
        var random = new SeededRandom(seed);
        var truth = new double[rows];
        var decision = new double[rows];
        var score = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            truth[i] = random.NextDouble() < .5 ? 1 : 0;
            decision[i] = random.NextDouble() < error ? 1 - truth[i] : truth[i];
            score[i] = Math.Clamp((.6 * decision[i]) + (.4 * random.NextDouble()), 0, 1);
        }
        return Outputs.Slices(truth, decision, score);
    }
}
