using Plumbline.Engine.Columns;
using Plumbline.Engine.Multivariate;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Multivariate;

public sealed class MultivariateAnalysisTests
{
    [Fact]
    public void Samples_of_one_distribution_cannot_be_told_apart()
    {
        var reports = Enumerable.Range(0, 20).Select(i => Run(Mixed(500, (ulong)i), Mixed(500, (ulong)i + 100))).ToList();

        Assert.InRange(reports.Count(r => r.DomainClassifierAuc is { Low: <= .5, High: >= .5 }), 17, 20);
        Assert.InRange(reports.SelectMany(r => r.Correlations).Count(c => c.Changed), 0, 1);
    }

    [Fact]
    public void A_shifted_column_is_named_first()
    {
        var report = Run(Mixed(1000, 1), [.. Mixed(1000, 2).Skip(1), Some.Numeric("a", Some.Normal(1000, 9, mean: 1))]);

        Assert.True(report.DomainClassifierAuc.Low > .6);
        Assert.Equal("a", report.TopColumns[0].Column);
    }

    [Fact]
    public void Columns_that_no_longer_belong_together_are_found_though_each_alone_is_the_same()
    {
        var report = Run(Pair(2000, 1, .9), Pair(2000, 2, 0));

        Assert.True(report.DomainClassifierAuc.Low > .6);
        Assert.True(report.PcaCurrent.Value > report.PcaReference.Value);
        Assert.True(report.PcaCurrent.PValue < .001);
        Assert.Equal(("a", "b", true), (report.Correlations[0].ColumnA, report.Correlations[0].ColumnB, report.Correlations[0].Changed));
    }

    [Fact]
    public void A_changed_association_of_categories_is_found()
    {
        string[] a = Some.Categories(1000, 1, ("x", 1), ("y", 1)), free = Some.Categories(1000, 2, ("x", 1), ("y", 1));

        var report = Run([Some.Categorical("a", a), Some.Categorical("b", a)], [Some.Categorical("a", a), Some.Categorical("b", free)]);

        Assert.Equal(("cramers_v", true), (report.Correlations[0].Measure, report.Correlations[0].Changed));
    }

    [Fact]
    public void A_perfect_correlation_that_broke_is_found()
    {
        double[] a = Some.Normal(500, 1);

        var report = Run([Some.Numeric("a", a), Some.Numeric("b", a)], [Some.Numeric("a", a), Some.Numeric("b", Some.Normal(500, 2))]);

        Assert.Equal((true, 1.0), (report.Correlations[0].Changed, Math.Round(report.Correlations[0].Reference, 9)));
    }

    [Fact]
    public void A_few_odd_rows_of_a_nearly_constant_column_are_no_changed_correlation()
    {
        double[] a = Some.Normal(10_000, 1), few = new double[10_000], none = new double[10_000];
        for (int i = 0; i < 20; i++) (few[i], a[i], none[^(i + 1)]) = (1, 9, 1);

        var report = Run([Some.Numeric("a", a), Some.Numeric("b", few)], [Some.Numeric("a", a), Some.Numeric("b", none)]);

        Assert.DoesNotContain(report.Correlations, c => c.Changed);
    }

    [Fact]
    public void Columns_of_nearly_unique_values_have_no_association_to_change()
    {
        var report = Run(Names(800, 1), Names(800, 2));

        Assert.DoesNotContain(report.Correlations, c => c.Changed);

        static ColumnSlice[] Names(int rows, ulong seed)
        {
            var random = new SeededRandom(seed);
            return [.. new[] { 700, 700, 60, 60, 9 }.Select((values, i) =>
                Some.Categorical($"c{i}", [.. Enumerable.Range(0, rows).Select(_ => $"v{random.NextInt(values)}")]))];
        }
    }

    [Fact]
    public void Target_prediction_ids_and_text_take_no_part()
    {
        ColumnSlice[] reference = [.. Mixed(200, 1), Some.Column("target", Some.Normal(200, 5), ColumnRole.Target)];
        ColumnSlice[] current = [.. Mixed(200, 2), Some.Column("target", Some.Normal(200, 6, mean: 50), ColumnRole.Target)];

        var report = Run(reference, current);

        Assert.Equal(Run(Mixed(200, 1), Mixed(200, 2)).DomainClassifierAuc, report.DomainClassifierAuc);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report()
    {
        var report = Run(Mixed(300, 1), Mixed(300, 2));
        var again = Run(Mixed(300, 1), Mixed(300, 2));

        Assert.Equal(report.DomainClassifierAuc, again.DomainClassifierAuc);
        Assert.Equal(report.Correlations, again.Correlations);
    }

    [Fact]
    public void Missing_infinite_and_constant_columns_do_no_harm()
    {
        var report = Run(Strange(1), Strange(2));

        Assert.InRange(report.DomainClassifierAuc.Value, .3, .7);
        Assert.DoesNotContain(report.Correlations, c => c.Changed);
    }

    static ColumnSlice[] Strange(ulong seed)
    {
        double[] strange = Some.Normal(200, seed);
        (strange[0], strange[1], strange[2]) = (double.NaN, double.PositiveInfinity, 1e308);
        return [Some.Numeric("strange", strange), Some.Numeric("constant", new double[200]),
            Some.Numeric("empty", [.. Enumerable.Repeat(double.NaN, 200)]), Some.Categorical("nothing", new string?[200])];
    }

    [Fact]
    public void Too_few_rows_or_no_common_column_give_no_report()
    {
        Assert.Null(MultivariateAnalysis.Run(Sample(Mixed(29, 1)), Sample(Mixed(500, 2)), 1, CancellationToken.None));
        Assert.Null(MultivariateAnalysis.Run(Sample([Some.Numeric("a", new double[100])]), Sample([Some.Numeric("b", new double[100])]), 1,
            CancellationToken.None));
    }

    [Fact]
    public void Embeddings_of_one_distribution_agree_and_shifted_ones_do_not()
    {
        var same = Run([Vectors(300, 1, 0)], [Vectors(300, 2, 0)]).Embeddings[0];
        var shifted = Run([Vectors(300, 1, 0)], [Vectors(300, 2, .5f)]).Embeddings[0];

        Assert.True(same.Mmd.PValue > .01 && same.CosineDistance.PValue > .01 && same.DomainClassifierAuc.Low <= .5);
        Assert.True(shifted.Mmd.PValue < .01 && shifted.DomainClassifierAuc.Low > .5);
    }

    [Fact]
    public void Very_many_columns_are_worked_on_with_fewer_rows_and_the_report_says_so()
    {
        ColumnSlice[] reference = [.. Enumerable.Range(0, 400).Select(i => Some.Numeric($"c{i:000}", Some.Normal(2_000, (ulong)i)))];
        ColumnSlice[] current = [.. Enumerable.Range(0, 400).Select(i => Some.Numeric($"c{i:000}", Some.Normal(2_000, (ulong)i + 999)))];

        var report = Run(reference, current);

        Assert.Equal(1_000, report.ReferenceSample);
        Assert.Contains("1000 of 2000 reference rows", report.Notes[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_work()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => MultivariateAnalysis.Run(Sample(Mixed(100, 1)), Sample(Mixed(100, 2)), 1,
            source.Token));
    }

    static MultivariateReport Run(ColumnSlice[] reference, ColumnSlice[] current) =>
        MultivariateAnalysis.Run(Sample(reference), Sample(current), 1, CancellationToken.None)!;

    static RowSample Sample(ColumnSlice[] columns)
    {
        var sample = new RowSample(RowSample.ChooseRows(columns[0].Length, RowSample.DefaultLimit, 1), columns[0].Length);
        foreach (var column in columns) sample.Add(column);
        return sample;
    }

    static ColumnSlice[] Mixed(int rows, ulong seed)
    {
        double[] a = Some.Normal(rows, seed), noise = Some.Normal(rows, seed + 1000);
        return
        [
            Some.Numeric("a", a),
            Some.Numeric("b", [.. a.Zip(noise, (x, e) => x + e)]),
            Some.Numeric("c", [.. Some.Normal(rows, seed + 2000).Select(x => Math.Exp(1.5 * x))]),
            Some.Categorical("d", Some.Categories(rows, seed + 3000, ("x", 5), ("y", 3), ("z", 1))),
            Some.Categorical("e", [.. a.Select(x => x > 0 ? "high" : "low")]),
        ];
    }

    static ColumnSlice[] Pair(int rows, ulong seed, double correlation)
    {
        double[] a = Some.Normal(rows, seed), noise = Some.Normal(rows, seed + 1000);
        return [Some.Numeric("a", a), Some.Numeric("b", [.. a.Zip(noise,
            (x, e) => (correlation * x) + (Math.Sqrt(1 - (correlation * correlation)) * e))])];
    }

    static VectorSlice Vectors(int rows, ulong seed, float shift)
    {
        var random = new SeededRandom(seed);
        float[] values = [.. Enumerable.Range(0, rows * 8).Select(i => (float)random.NextNormal() + 1 + (i % 8 == 0 ? shift : 0))];
        return new VectorSlice(new ColumnDefinition("v", ColumnRole.Embedding, ColumnType.Vector), values, 8, MissingValues.None,
            UnreadableValues.None);
    }
}
