using Plumbline.Statistics.Calibration;
using Plumbline.Statistics.Quality;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class OutcomeProfileTests
{
    [Theory]
    [ReferenceValues(typeof(OutcomeProfile))]
    [ReferenceValues(typeof(ScoreEdges))]
    [InlineData(0.0)]
    [InlineData(-6.0)]
    public void Measures_from_counts_equal_those_from_rows(double offset)
    {
        Rows rows = Rows.Simulate(200_000, offset, seed: 5);
        ScoredLabels scored = ScoredLabels.Of(rows.Scores, rows.Truth);

        OutcomeProfile profile = rows.Profile(rows.Edges());

        Assert.Equal(RocAuc.Compute(scored).Value, profile.RocAuc().Value, 1e-3);
        Assert.Equal(RocAuc.Compute(scored).Low, profile.RocAuc().Low, 1e-3);
        Assert.Equal(BrierScore.Compute(rows.Scores, rows.Truth).Value, profile.Brier().Value, 1e-12);
        Assert.Equal(ConfusionCounts.Of(rows.Truth, rows.Decision), profile.Confusion());
        Assert.Equal(ExpectedCalibrationError.Compute(scored).Value, ExpectedCalibrationError.Of(profile.Reliability()).Value, 1e-3);
    }

    [Fact]
    public void Merge_is_commutative_has_an_identity_and_equals_a_single_pass()
    {
        Rows rows = Rows.Simulate(3000, 0, seed: 6);
        double[] edges = rows.Edges();
        OutcomeProfile whole = rows.Profile(edges), left = rows.Profile(edges, 0, 1000), right = rows.Profile(edges, 1000, 3000);
        OutcomeProfile mirrored = rows.Profile(edges, 1000, 3000);

        left.Merge(right);
        left.Merge(new OutcomeProfile(edges));
        mirrored.Merge(rows.Profile(edges, 0, 1000));

        foreach (OutcomeProfile merged in new[] { left, mirrored })
        {
            Assert.Equal((whole.Count, whole.Skipped), (merged.Count, merged.Skipped));
            Assert.Equal(whole.Confusion(), merged.Confusion());
            Assert.Equal(whole.RocAuc(), merged.RocAuc());
            Assert.Equal(whole.Brier().Value, merged.Brier().Value, 1e-12);
        }
        Assert.Throws<ArgumentException>(() => whole.Merge(new OutcomeProfile([.5])));
    }

    [Fact]
    public void Rows_without_label_are_counted_apart()
    {
        OutcomeProfile profile = new([.5]);

        profile.AddRange([.2, .8, .8], [0, 1, 1], [-1, -1, 1]);
        profile.AddRange([.9], [1], []);

        Assert.Equal(1, profile[0, false, null]);
        Assert.Equal(2, profile[1, true, null]);
        Assert.Equal(1, profile[1, true, true]);
        Assert.Equal(1, profile.Confusion().Count);
    }

    [Fact]
    [EdgeTable(typeof(OutcomeProfile))]
    [EdgeTable(typeof(ScoreEdges))]
    public void Edge_table()
    {
        OutcomeProfile empty = new([]), constant = new(ScoreEdges.Quantiles([.5, .5, .5])), bad = new([0]);
        constant.AddRange([.5, .5], [1, 1], [1, 0]);
        bad.AddRange([double.NaN, double.NegativeInfinity, .5, 1e308], [1, 1, -1, 1], [1, 1, 1, 1]);

        Assert.Equal(1, empty.Bins);
        Assert.True(double.IsNaN(empty.RocAuc().Value) && double.IsNaN(empty.Brier().Value));
        Assert.Empty(empty.Reliability());
        Assert.Equal(.5, constant.RocAuc().Value);
        Assert.Equal((1, 3), (bad.Count, bad.Skipped));
        Assert.True(double.IsNaN(bad.RocAuc().Value));
        Assert.Empty(ScoreEdges.Quantiles([]));
        Assert.Equal(999, ScoreEdges.EqualLogitSteps().Length);
        Assert.Equal(.5, ScoreEdges.EqualLogitSteps()[499], 1e-12);
        Assert.Throws<ArgumentException>(() => new OutcomeProfile([.5, .5]));
        Assert.Throws<ArgumentException>(() => new OutcomeProfile([double.NaN]));
    }

    sealed record Rows(double[] Scores, int[] Decision, int[] Truth)
    {
        public static Rows Simulate(int n, double offset, ulong seed)
        {
            SeededRandom random = new(seed);
            Rows rows = new(new double[n], new int[n], new int[n]);
            for (int i = 0; i < n; i++)
            {
                double chance = 1 / (1 + Math.Exp(-offset - (1.5 * random.NextNormal())));
                rows.Scores[i] = chance;
                rows.Decision[i] = chance >= .5 ? 1 : 0;
                rows.Truth[i] = random.NextDouble() < chance ? 1 : 0;
            }
            return rows;
        }

        public double[] Edges()
        {
            double[] sorted = [.. Scores];
            Array.Sort(sorted);
            return ScoreEdges.Quantiles(sorted);
        }

        public OutcomeProfile Profile(double[] edges, int first = 0, int end = int.MaxValue)
        {
            OutcomeProfile profile = new(edges);
            end = Math.Min(end, Scores.Length);
            profile.AddRange(Scores.AsSpan(first..end), Decision.AsSpan(first..end), Truth.AsSpan(first..end));
            return profile;
        }
    }
}
