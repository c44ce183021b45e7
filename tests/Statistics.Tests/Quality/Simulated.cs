using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Tests.Quality;

/// <summary>Seeded scores of a binary model: normal, the positives (one in three) moved up by a shift.</summary>
static class Simulated
{
    public static (double[] Scores, int[] Truth) Scores(int n, double shift, ulong seed)
    {
        SeededRandom random = new(seed);
        double[] scores = new double[n];
        int[] truth = new int[n];
        for (int i = 0; i < n; i++)
        {
            truth[i] = random.NextDouble() < 1.0 / 3 ? 1 : 0;
            scores[i] = random.NextNormal() + (shift * truth[i]);
        }
        return (scores, truth);
    }

    public static ScoredLabels Scored(int n, double shift, ulong seed)
    {
        (double[] scores, int[] truth) = Scores(n, shift, seed);
        return ScoredLabels.Of(scores, truth);
    }

    /// <summary>How many of the runs have an interval that holds the truth.</summary>
    public static int Runs(int runs, Func<ulong, Estimate> estimate, double truth)
    {
        int covered = 0;
        for (int run = 0; run < runs; run++)
        {
            Estimate found = estimate((ulong)run + 1);
            if (found.Low <= truth && truth <= found.High) covered++;
        }
        return covered;
    }
}
