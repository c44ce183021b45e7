using Plumbline.Engine.Baselines;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Tests.Reports;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Baselines;

public sealed class OwnVariationTests
{
    [Fact]
    public void A_homogeneous_reference_keeps_the_floor()
    {
        var column = ReportOf.Column(Some.Normal(20_000, 1), Some.Normal(1_000, 2));

        Assert.Equal(DriftJudge.Floor, column.Drift!.Effect!.Threshold);
    }

    [Fact]
    public void Blocks_below_five_hundred_rows_say_nothing()
    {
        var column = ReportOf.Column(Alternating(4_999), Some.Normal(1_000, 2));

        Assert.Equal(DriftJudge.Floor, column.Drift!.Effect!.Threshold);
    }

    [Fact]
    public void A_reference_that_wanders_raises_the_threshold_to_three_floors_at_most_and_is_warned_of()
    {
        var report = ReportOf.Rows(Some.Dataset(("x", Alternating(20_000))), Some.Dataset(("x", Some.Normal(1_000, 2))));

        Assert.Equal(DriftJudge.FloorMultiple * DriftJudge.Floor, report.Columns[0].Drift!.Effect!.Threshold, 12);
        Assert.Contains(report.Warnings, w => w.Key == "report.not_homogeneous");
    }

    [Fact]
    public void One_odd_block_of_ten_does_not_raise_the_threshold()
    {
        double[] values = [.. Some.Normal(20_000, 1).Select((v, i) => i < 2_000 ? v + .8 : v)];

        double threshold = ReportOf.Column(values, Some.Normal(1_000, 2)).Drift!.Effect!.Threshold;

        Assert.Equal(DriftJudge.Floor, threshold);
    }

    [Fact]
    public void Blocks_follow_time_not_the_file()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        double[] wandering = Alternating(20_000);
        int[] order = [.. Enumerable.Range(0, 20_000)];
        new SeededRandom(3).Shuffle(order.AsSpan());
        var shuffled = Some.Dataset(("x", order.Select(i => wandering[i]).ToArray()), ("at", order.Select(i =>
            start.AddSeconds(i)).ToArray()));

        var blocks = RowBlocks.Of(shuffled, CancellationToken.None);
        var timed = ReportOf.Rows(shuffled, Some.Dataset(("x", Some.Normal(1_000, 2))));
        var untimed = ReportOf.Column(order.Select(i => wandering[i]).ToArray(), Some.Normal(1_000, 2));

        Assert.True(blocks.AreLargeEnough);
        Assert.Equal(.21, timed.Columns[0].Drift!.Effect!.Threshold, 12);
        Assert.Equal(.07, untimed.Drift!.Effect!.Threshold, 12);
    }

    [Fact]
    public void Blocks_hold_every_row_once_and_are_of_equal_size()
    {
        double[] values = [.. Enumerable.Range(0, 5_003).Select(i => (double)i)];
        var sizes = new List<int>();
        double sum = 0;

        RowBlocks.InFileOrder(values.Length).ForEach<double>(values, [], (_, block) =>
        {
            sizes.Add(block.Length);
            foreach (double value in block) sum += value;
        });

        Assert.Equal(5_003, sizes.Sum());
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        Assert.Equal(values.Sum(), sum);
    }

    static double[] Alternating(int rows) => [.. Some.Normal(rows, 1).Select((v, i) => (i * 10 / rows) % 2 == 0 ? v + 2 : v)];
}
