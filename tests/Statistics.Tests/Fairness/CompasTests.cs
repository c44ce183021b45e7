using Plumbline.Statistics.Fairness;
using Plumbline.Statistics.Tests.Quality;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Fairness;

/// <summary>The published error rates of the two-years file: a decile score of 5 or more predicts recidivism.</summary>
public sealed class CompasTests
{
    const double FourDigits = 5e-5;

    [Theory]
    [InlineData(0, 3696, .4485, .2799, .6297)]
    [InlineData(1, 2454, .2345, .4772, .5913)]
    public void Rates_by_group_reproduce(int group, long rows, double falsePositiveRate, double falseNegativeRate, double precision)
    {
        if (Groups() is not { } outcomes) return;

        GroupOutcome outcome = outcomes[group];

        Assert.Equal(rows, outcome.Rows);
        Assert.Equal(falsePositiveRate, outcome.FalsePositiveRate.Value, FourDigits);
        Assert.Equal(falseNegativeRate, outcome.FalseNegativeRate.Value, FourDigits);
        Assert.Equal(precision, outcome.Precision.Value, FourDigits);
    }

    [Fact]
    public void The_gap_in_error_rates_is_beyond_and_that_in_precision_within_a_tenth()
    {
        if (Groups() is not { } outcomes) return;

        GroupGap odds = GroupGaps.Compute(outcomes.ToArray(), FairnessGapMeasure.EqualisedOddsMax);
        GroupGap parity = GroupGaps.Compute(outcomes.ToArray(), FairnessGapMeasure.PredictiveParityDifference);

        Assert.Equal((.2139, 0, 1), (Math.Round(odds.Value.Value, 4), odds.HighGroup, odds.LowGroup));
        Assert.Equal(GapStanding.Beyond, odds.Judge(.1));
        Assert.Equal(GapStanding.Within, parity.Judge(.1));
    }

    static GroupOutcomes? Groups()
    {
        if (SharedData.TryFile("compas", "compas-scores-two-years.csv.gz") is not { } file) return null;
        CompressedCsv people = new(file, "race", "decile_score", "two_year_recid");
        List<string> groups = ["African-American", "Caucasian"];
        double[] scores = people.Numbers("decile_score");
        GroupOutcomes outcomes = new(groups.Count);
        outcomes.AddRange(
            [.. people.Text("race").Select(race => groups.IndexOf(race))], [.. scores.Select(score => score >= 5 ? 1 : 0)],
                people.Codes("two_year_recid"), scores);
        return outcomes;
    }
}
