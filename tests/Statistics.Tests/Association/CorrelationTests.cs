using Plumbline.Statistics.Association;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Association;

public sealed class CorrelationTests
{
    [Fact]
    [ReferenceValues(typeof(PearsonCorrelation))]
    [ReferenceValues(typeof(SpearmanCorrelation))]
    public void Correlations_equal_scipy()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("association.json", "pairs"))
        {
            double[] x = entry.Numbers("x"), y = entry.Numbers("y");

            entry.Expect("pearson", PearsonCorrelation.Compute(x, y).Value);
            entry.Expect("spearman", SpearmanCorrelation.Compute(x, y).Value);
            entry.Expect("pearson", PearsonCorrelation.Matrix([x, y])[0, 1].Value);
            entry.Expect("spearman", SpearmanCorrelation.Matrix([y, x])[0, 1].Value);
        }
    }

    [Fact]
    [ReferenceValues(typeof(CramersVAssociation))]
    public void Cramers_v_equals_Bergsmas_formula()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("association.json", "tables"))
            entry.Expect("cramers_v", CramersVAssociation.OfTable(entry.Counts("counts"), entry.Int("columns")).Value);
    }

    [Fact]
    [ReferenceValues(typeof(Correlation))]
    public void The_difference_of_two_correlations_equals_Fishers_test()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("association.json", "differences"))
        {
            Correlation before = new(entry["r"], 1 / Math.Sqrt(entry["n"] - 3), (long)entry["n"]);
            Correlation now = new(entry["s"], 1 / Math.Sqrt(entry["m"] - 3), (long)entry["m"]);

            entry.Expect("z", Correlation.Difference(before, now).Statistic);
            entry.Expect("p", Correlation.Difference(before, now).PValue);
        }
    }

    [Fact]
    public void Rows_with_a_missing_value_are_left_out_in_pairs_and_in_the_matrix()
    {
        double[] x = [1, 2, double.NaN, 4, 5, 6, double.PositiveInfinity], y = [2, 1, 9, 5, double.NaN, 7, 1], z = [2, 1, 5, 7, 3, 1, 2];
        Correlation expected = PearsonCorrelation.Compute([1, 2, 4, 6], [2, 1, 5, 7]);

        Correlation[,] pearson = PearsonCorrelation.Matrix([x, y, z]), spearman = SpearmanCorrelation.Matrix([x, y, z]);

        Assert.Equal(expected, PearsonCorrelation.Compute(x, y));
        Assert.Equal(expected, pearson[0, 1]);
        Assert.Equal(expected, pearson[1, 0]);
        Assert.Equal(SpearmanCorrelation.Compute(x, y), spearman[1, 0]);
        Assert.Equal((1, 0, 7L), (pearson[2, 2].Value, pearson[2, 2].StandardError, pearson[2, 2].N));
    }

    [Theory]
    [InlineData(.0, false)]
    [InlineData(.6, false)]
    [InlineData(.0, true)]
    [InlineData(.6, true)]
    public void Equal_correlations_are_seldom_called_different(double slope, bool heavyTails)
    {
        int pearson = 0, spearman = 0;
        for (ulong run = 1; run <= 400; run++)
        {
            (double[] x, double[] y) = Pair(300, slope, heavyTails, run);
            (double[] u, double[] v) = Pair(200, slope, heavyTails, run + 5000);
            if (Correlation.Difference(PearsonCorrelation.Compute(x, y), PearsonCorrelation.Compute(u, v)).PValue < .05) pearson++;
            if (Correlation.Difference(SpearmanCorrelation.Compute(x, y), SpearmanCorrelation.Compute(u, v)).PValue < .05) spearman++;
        }

        Assert.InRange(pearson / 400.0, .01, .08);
        Assert.InRange(spearman / 400.0, .01, .08);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(.5)]
    public void Equal_associations_of_categories_are_seldom_called_different(double strength)
    {
        SeededRandom random = new(8);
        int alarms = 0;
        for (int run = 0; run < 400; run++)
            if (Correlation.Difference(Categories(400, strength, random), Categories(300, strength, random)).PValue < .05) alarms++;

        Assert.InRange(alarms / 400.0, 0, .08);
    }

    [Fact]
    public void A_changed_association_is_found()
    {
        SeededRandom random = new(9);
        (double[] x, double[] y) = Pair(1000, 0, false, 1);
        (double[] u, double[] v) = Pair(1000, .4, false, 2);

        Assert.InRange(Correlation.Difference(PearsonCorrelation.Compute(x, y), PearsonCorrelation.Compute(u, v)).PValue, 0, 1e-6);
        Assert.InRange(Correlation.Difference(SpearmanCorrelation.Compute(x, y), SpearmanCorrelation.Compute(u, v)).PValue, 0, 1e-6);
        Assert.InRange(Correlation.Difference(Categories(1000, .1, random), Categories(1000, .6, random)).PValue, 0, 1e-6);
    }

    [Fact]
    [EdgeTable(typeof(PearsonCorrelation))]
    [EdgeTable(typeof(SpearmanCorrelation))]
    [EdgeTable(typeof(CramersVAssociation))]
    [EdgeTable(typeof(Correlation))]
    public void Edge_table()
    {
        double[] rising = [1, 2, 3, 4, 5], constant = [7, 7, 7, 7, 7], huge = [1e308, -1e308, 1e308, 5e307, 0];

        Assert.All(
            [
                PearsonCorrelation.Compute([], []), PearsonCorrelation.Compute([1, 2, 3], [1, 2, 3]),
                    PearsonCorrelation.Compute(rising, constant),
                SpearmanCorrelation.Compute([], []), SpearmanCorrelation.Compute(constant, rising),
                CramersVAssociation.Compute([], 2, [], 2), CramersVAssociation.Compute([0, 0, 0, 0, 0], 2, [0, 1, 0, 1, 0], 2),
                CramersVAssociation.Compute([-1, -1, -1, -1], 2, [0, 1, 0, 1], 2),
            ],
            found => Assert.True(double.IsNaN(found.Value)));
        Assert.Equal(1, PearsonCorrelation.Compute(rising, rising).Value, 12);
        Assert.Equal(1, PearsonCorrelation.Compute(huge, huge).Value, 12);
        Assert.Equal(-1, SpearmanCorrelation.Compute(rising, [9, 7, 5, 3, -1e308]).Value, 12);
        Assert.Equal(0, SpearmanCorrelation.Compute([1, 1, 2, 2], [1, 2, 1, 2]).Value, 12);
        Assert.Equal(1, CramersVAssociation.OfTable([1L << 34, 0, 0, 1L << 34], 2).Value, 6);
        Assert.True(double.IsFinite(Correlation.Difference(PearsonCorrelation.Compute(rising, rising),
            PearsonCorrelation.Compute(huge, rising)).PValue));
        Assert.Equal(TestResult.Undefined, Correlation.Difference(Correlation.Undefined(0), PearsonCorrelation.Compute(rising, rising)));
        Assert.True(double.IsNaN(Correlation.Undefined(3).ToEstimate().Low));
        Assert.Throws<ArgumentException>(() => PearsonCorrelation.Compute([1], []));
        Assert.Throws<ArgumentException>(() => SpearmanCorrelation.Matrix([[1, 2], [1]]));
    }

    static (double[] X, double[] Y) Pair(int n, double slope, bool heavyTails, ulong seed)
    {
        SeededRandom random = new(seed);
        double Noise() => heavyTails ? Math.Exp(random.NextNormal() * .8) : random.NextNormal();
        double[] x = new double[n], y = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = Noise();
            y[i] = (slope * x[i]) + Noise();
        }
        return (x, y);
    }

    static Correlation Categories(int n, double strength, SeededRandom random)
    {
        int[] a = new int[n], b = new int[n];
        for (int i = 0; i < n; i++)
        {
            a[i] = random.NextInt(3);
            b[i] = random.NextDouble() < strength ? a[i] : random.NextInt(4);
        }
        return CramersVAssociation.Compute(a, 3, b, 4);
    }
}
