using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Integrity;

/// <summary>Two samples of one distribution must give nearly no failed check.</summary>
public sealed class FalseAlarmTests
{
    const int Pairs = 40;

    [Theory]
    [InlineData(500)]
    [InlineData(5_000)]
    public void Two_samples_of_one_distribution_give_nearly_no_failed_check(int rows)
    {
        var failed = Enumerable.Range(0, Pairs).SelectMany(pair => Failures(rows, (ulong)pair * 1000)).ToList();

        Assert.True(failed.Count <= 2, $"{failed.Count} failed checks in {Pairs} reports of 20 columns: {string.Join("; ", failed)}");
    }

    [Fact]
    public void The_same_reports_find_a_broken_column()
    {
        var failed = Failures(500, 7, current => current[0] = Some.Numeric("c0", Some.Normal(500, 9, mean: 5)));

        Assert.Contains(failed, f => f.StartsWith("c0 range", StringComparison.Ordinal));
    }

    static IReadOnlyList<string> Failures(int rows, ulong seed, Action<ColumnSlice[]>? spoil = null)
    {
        ColumnSlice[] reference = Mixed(rows, seed), current = Mixed(rows, seed + 500);
        spoil?.Invoke(current);
        return [.. reference.Zip(current).SelectMany(p => Sides.Check(p.First, p.Second)).Where(c => !c.Passed)
            .Select(c => $"{c.Column} {c.Check} {c.Set} {c.Message}")];
    }

    /// <summary>Twenty columns: normal, lognormal, uniform, counts, mostly zero, 10 % missing, categories of 2 to 40 values.</summary>
    static ColumnSlice[] Mixed(int rows, ulong seed) => [.. Enumerable.Range(0, 20).Select(i => Column(i, rows, seed + (ulong)i))];

    static ColumnSlice Column(int index, int rows, ulong seed)
    {
        double[] normal = Some.Normal(rows, seed);
        string name = $"c{index}";
        return (index % 7) switch
        {
            0 => Some.Numeric(name, normal),
            1 => Some.Numeric(name, [.. normal.Select(x => Math.Exp(2 * x))]),
            2 => Some.Numeric(name, [.. normal.Select(x => Math.Round(x))]),
            3 => Some.Numeric(name, [.. normal.Select(x => x > 1.5 ? x : 0)]),
            4 => Some.Numeric(name, [.. normal.Select(x => x > 1.28 ? double.NaN : x)]),
            5 => Some.Categorical(name, Some.Categories(rows, seed,
                [.. Enumerable.Range(1, 2 + (2 * index)).Select(k => ($"v{k}", 1.0 / k))])),
            _ => Some.Categorical(name, Some.Categories(rows, seed, ("rare", .05), ("usual", .95))),
        };
    }
}
