using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class ConfusionCountsTests
{
    [Fact]
    public void Counts_every_pair_of_truth_and_decision()
    {
        int[] truth = [1, 1, 1, 0, 0, 1, -1];
        int[] decision = [1, 1, 0, 1, 0, -1, 1];

        ConfusionCounts counts = ConfusionCounts.Of(truth, decision);

        Assert.Equal(new ConfusionCounts(2, 1, 1, 1), counts);
    }

    [Fact]
    public void Merge_equals_a_single_pass()
    {
        int[] truth = [1, 0, 1, 0, 1, 1, 0, 0];
        int[] decision = [1, 1, 0, 0, 1, 0, 0, 1];

        ConfusionCounts merged = ConfusionCounts.Of(truth.AsSpan(0, 3), decision.AsSpan(0, 3))
            .Merge(ConfusionCounts.Of(truth.AsSpan(3), decision.AsSpan(3)));

        Assert.Equal(ConfusionCounts.Of(truth, decision), merged);
    }
}
