using Plumbline.Statistics.Multivariate;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Multivariate;

public sealed class MultivariateTests
{
    [Fact]
    [ReferenceValues(typeof(PcaReconstruction))]
    [ReferenceValues(typeof(PcaComparison))]
    public void Reconstruction_errors_equal_scikit_learn()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("multivariate.json", "pca"))
        {
            RowTable reference = Tables.Of(entry.Rows("reference")), current = Tables.Of(entry.Rows("current"));

            PcaReconstruction model = PcaReconstruction.Fit(reference);

            Assert.Equal(entry.Int("components"), model.Components);
            Assert.All(entry.Numbers("reference_errors").Zip(model.Errors(reference)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
            Assert.All(entry.Numbers("current_errors").Zip(model.Errors(current)), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        }
    }

    [Fact]
    [ReferenceValues(typeof(DomainClassifier))]
    public void The_logistic_weights_equal_scikit_learn()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("multivariate.json", "logistic"))
        {
            double[][] rows = entry.Rows("rows");
            byte[] labels = [.. entry.Codes("labels").Select(label => (byte)label)];

            LogisticRegression model = LogisticRegression.Fit(
                [.. rows.SelectMany(row => row)], rows[0].Length, [.. Enumerable.Range(0, rows.Length)], labels, 1e-10,
                    TestContext.Current.CancellationToken);

            double[] weights = model.Weights.ToArray();
            Assert.All(entry.Numbers("weights").Zip(weights), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    [ReferenceValues(typeof(MaximumMeanDiscrepancy))]
    [ReferenceValues(typeof(CosineDistance))]
    [ReferenceValues(typeof(RowMatrix))]
    public void Kernel_and_cosine_distances_equal_numpy_and_scipy()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("multivariate.json", "kernel"))
        {
            RowMatrix reference = Tables.Matrix(entry.Rows("reference")), current = Tables.Matrix(entry.Rows("current"));

            entry.Expect("width", MaximumMeanDiscrepancy.MedianDistance(PooledRows.Of(reference, current, 5000, 1), 1), 1e-6);
            entry.Expect("mmd", MaximumMeanDiscrepancy.Compute(reference, current).Value, 1e-6);
            entry.Expect("cosine", CosineDistance.OfMeans(reference, current).Value, 1e-6);
        }
    }

    [Fact]
    [ReferenceValues(typeof(RowTable))]
    public void Vectors_become_columns()
    {
        RowTable table = RowTable.FromVectors([1, 2, 3, 4, 5, 6], dimension: 3);

        Assert.Equal(2, table.Rows);
        Assert.Equal([1, 4], ((TableColumn.Numeric)table.Columns[0]).Values);
        Assert.Equal([3, 6], ((TableColumn.Numeric)table.Columns[2]).Values);
    }

    [Theory]
    [InlineData(DomainModel.Logistic)]
    [InlineData(DomainModel.Trees)]
    public void The_domain_classifier_cannot_tell_equal_samples_apart(DomainModel model)
    {
        int covered = 0, detected = 0;
        for (ulong run = 1; run <= 200; run++)
        {
            Estimate area = DomainClassifier.Compute(
                Tables.Mixed(300, run), Tables.Mixed(250, run + 1000), model, run, TestContext.Current.CancellationToken).Auc;
            if (area.Low <= .5 && .5 <= area.High) covered++;
            if (area.Low > .5) detected++;
        }

        Assert.InRange(covered / 200.0, .88, 1);
        Assert.InRange(detected / 200.0, 0, .06);
    }

    [Theory]
    [InlineData(DomainModel.Logistic)]
    [InlineData(DomainModel.Trees)]
    public void The_domain_classifier_finds_the_shifted_column(DomainModel model)
    {
        DomainClassifierResult result = DomainClassifier.Compute(
            Tables.Mixed(2000, 1), Tables.Mixed(2000, 2, shift: .5), model, cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(result.Auc.Low, .58, .66);
        Assert.Equal(1, result.Importance.ToList().IndexOf(result.Importance.Max()));
    }

    [Fact]
    public void Trees_see_a_change_of_dependence_that_single_columns_do_not_show()
    {
        DomainClassifierResult result = DomainClassifier.Compute(
            Tables.Correlated(3000, .8, 1), Tables.Correlated(3000, -.8, 2), cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(result.Auc.Low, .75, 1);
    }

    [Fact]
    public void Equal_seeds_give_equal_results_whatever_the_threads()
    {
        DomainClassifierResult first = DomainClassifier.Compute(Tables.Mixed(500, 1), Tables.Mixed(400, 2, .2), seed: 3);

        DomainClassifierResult second = DomainClassifier.Compute(Tables.Mixed(500, 1), Tables.Mixed(400, 2, .2), seed: 3);

        Assert.Equal(first.Auc, second.Auc);
        Assert.Equal(first.Importance, second.Importance);
        Assert.Equal(
            MaximumMeanDiscrepancy.Compute(Tables.Normal(700, 8, 0, 1), Tables.Normal(600, 8, 0, 2)),
            MaximumMeanDiscrepancy.Compute(Tables.Normal(700, 8, 0, 1), Tables.Normal(600, 8, 0, 2)));
    }

    [Fact]
    public void Permutation_p_values_of_equal_samples_are_close_to_uniform()
    {
        int mmd = 0, cosine = 0;
        double sum = 0;
        for (ulong run = 1; run <= 200; run++)
        {
            RowMatrix reference = Tables.Normal(40, 5, 0, run), current = Tables.Normal(50, 5, 0, run + 1000);
            double p = MaximumMeanDiscrepancy.Compute(reference, current, run,
                cancellationToken: TestContext.Current.CancellationToken).PValue;
            sum += p;
            if (p <= .1) mmd++;
            if (CosineDistance.OfMeans(reference, current, run).PValue <= .1) cosine++;
        }

        Assert.InRange(mmd / 200.0, .05, .16);
        Assert.InRange(cosine / 200.0, .05, .16);
        Assert.InRange(sum / 200, .4, .6);
    }

    [Fact]
    public void Shifted_embeddings_are_found()
    {
        RowMatrix reference = Tables.Normal(1500, 32, 1, 1), current = Tables.Normal(1500, 32, 1.1, 2),
            same = Tables.Normal(1500, 32, 1, 3);

        Assert.Equal(1 / 201.0, MaximumMeanDiscrepancy.Compute(reference, current,
            cancellationToken: TestContext.Current.CancellationToken).PValue, 12);
        Assert.InRange(MaximumMeanDiscrepancy.Compute(reference, same, cancellationToken: TestContext.Current.CancellationToken).PValue,
            .02, 1);
    }

    [Fact]
    public void Reconstruction_errors_of_equal_samples_differ_by_chance_only()
    {
        int detected = 0;
        for (ulong run = 1; run <= 200; run++)
            if (PcaReconstruction.Compare(Tables.Mixed(200, run), Tables.Mixed(200, run + 1000)).Difference.PValue < .05) detected++;

        Assert.InRange(detected / 200.0, .005, .1);
    }

    [Fact]
    public void A_broken_dependence_raises_the_reconstruction_error()
    {
        PcaComparison comparison = PcaReconstruction.Compare(Tables.Correlated(2000, .9, 1), Tables.Correlated(2000, -.9, 2));

        Assert.Equal(1, comparison.Components);
        Assert.True(comparison.Current.Low > comparison.Reference.High);
        Assert.InRange(comparison.Difference.PValue, 0, 1e-10);
    }

    [Fact]
    [EdgeTable(typeof(DomainClassifier))]
    [EdgeTable(typeof(PcaReconstruction))]
    [EdgeTable(typeof(PcaComparison))]
    [EdgeTable(typeof(RowTable))]
    public void Edge_table_of_tables()
    {
        RowTable few = Tables.Mixed(5, 1), many = Tables.Mixed(100, 2), bad = Tables.Bad(100), other = Tables.Correlated(100, 0, 3);

        foreach (DomainModel model in Enum.GetValues<DomainModel>())
        {
            Assert.True(double.IsNaN(DomainClassifier.Compute(few, many, model).Auc.Value));
            Assert.Equal(.5, DomainClassifier.Compute(bad, bad, model).Auc.Value, 1e-9);
            Assert.Throws<ArgumentException>(() => DomainClassifier.Compute(many, other, model));
        }
        Assert.True(double.IsNaN(PcaReconstruction.Compare(few, many).Current.Value));
        Assert.Equal(0, PcaReconstruction.Compare(bad, bad).Components);
        Assert.Throws<ArgumentException>(() => PcaReconstruction.Fit(few));
        Assert.Throws<ArgumentOutOfRangeException>(() => PcaReconstruction.Fit(many, 1));
        Assert.Throws<ArgumentException>(() => new RowTable([]));
        Assert.Throws<ArgumentException>(() => RowTable.FromVectors([1, 2, 3], dimension: 2));
        Assert.Equal(0, RowTable.FromVectors([], dimension: 2).Rows);
    }

    [Fact]
    [EdgeTable(typeof(MaximumMeanDiscrepancy))]
    [EdgeTable(typeof(CosineDistance))]
    [EdgeTable(typeof(RowMatrix))]
    public void Edge_table_of_vectors()
    {
        RowMatrix empty = new(Array.Empty<float>(), 3), single = new(new float[] { 1, 2, 3 }, 3), constant = new(new float[30], 3);
        RowMatrix bad = new(new[] { float.NaN, 1, 2, 1, float.PositiveInfinity, 2 }, 3), huge = new(new[] { 1e30f, 0, 0, 0, 1e30f, 0 }, 3);

        foreach (RowMatrix matrix in new[] { empty, single, bad })
            Assert.True(double.IsNaN(MaximumMeanDiscrepancy.Compute(matrix, constant).PValue));
        Assert.Equal((0, 1), (MaximumMeanDiscrepancy.Compute(constant, constant).Value,
            MaximumMeanDiscrepancy.Compute(constant, constant).PValue));
        Assert.True(double.IsNaN(CosineDistance.OfMeans(constant, constant).Value));
        Assert.True(double.IsNaN(CosineDistance.OfMeans(bad, single).Value));
        Assert.Equal(0, CosineDistance.OfMeans(single, single).Value, 12);
        Assert.Equal(0, CosineDistance.OfMeans(huge, huge).Value, 12);
        Assert.Throws<ArgumentException>(() => MaximumMeanDiscrepancy.Compute(single, new(new float[4], 2)));
        Assert.Throws<ArgumentException>(() => new RowMatrix(new float[4], 3));
    }
}
