using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class MulticlassMeasuresTests
{
    [Fact]
    [ReferenceValues(typeof(MulticlassMeasures))]
    [ReferenceValues(typeof(ConfusionMatrix))]
    public void Measures_equal_scikit_learn_with_undefined_labels_left_out()
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "multiclass"))
        {
            ConfusionMatrix matrix = Matrix(entry, "decision");

            Assert.Equal(entry.Counts("confusion"), matrix.Counts.ToArray());
            entry.Expect("accuracy", MulticlassMeasures.Accuracy(matrix).Value);
            entry.Expect("balanced_accuracy", MulticlassMeasures.BalancedAccuracy(matrix).Value);
            entry.Expect("matthews", MulticlassMeasures.Matthews(matrix).Value);
            entry.Expect("kappa", MulticlassMeasures.Kappa(matrix).Value);
            entry.Expect("precision_macro", MulticlassMeasures.Precision(matrix, Averaging.Macro).Value);
            entry.Expect("precision_weighted", MulticlassMeasures.Precision(matrix, Averaging.Weighted).Value);
            entry.Expect("recall_macro", MulticlassMeasures.Recall(matrix, Averaging.Macro).Value);
            entry.Expect("f1_macro", MulticlassMeasures.F1(matrix, Averaging.Macro).Value);
            entry.Expect("f1_weighted", MulticlassMeasures.F1(matrix, Averaging.Weighted).Value);
        }
    }

    [Theory]
    [ReferenceValues(typeof(MulticlassMeasures))]
    [InlineData(Averaging.Micro, "micro")]
    [InlineData(Averaging.Macro, "macro")]
    [InlineData(Averaging.Weighted, "weighted")]
    public void Averages_equal_scikit_learn(Averaging averaging, string name)
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "multiclass"))
        {
            ConfusionMatrix matrix = Matrix(entry, "decision_full");

            entry.Expect($"full_precision_{name}", MulticlassMeasures.Precision(matrix, averaging).Value);
            entry.Expect($"full_recall_{name}", MulticlassMeasures.Recall(matrix, averaging).Value);
            entry.Expect($"full_f1_{name}", MulticlassMeasures.F1(matrix, averaging).Value);
            entry.Expect("full_f2_macro", MulticlassMeasures.FBeta(matrix, 2, Averaging.Macro).Value);
        }
    }

    [Fact]
    public void Two_labels_agree_with_the_binary_measures()
    {
        ConfusionMatrix matrix = new([70, 8, 5, 40]);
        ConfusionCounts counts = matrix.OneAgainstRest(1);

        Assert.Equal(new ConfusionCounts(40, 8, 5, 70), counts);
        Assert.Equal(BinaryMeasures.Matthews(counts).Value, MulticlassMeasures.Matthews(matrix).Value, 12);
        Assert.Equal(BinaryMeasures.Kappa(counts).Value, MulticlassMeasures.Kappa(matrix).Value, 12);
        Assert.Equal(BinaryMeasures.BalancedAccuracy(counts).Value, MulticlassMeasures.BalancedAccuracy(matrix).Value, 12);
    }

    [Fact]
    [EdgeTable(typeof(MulticlassMeasures))]
    [EdgeTable(typeof(ConfusionMatrix))]
    public void Empty_and_constant_inputs_are_undefined()
    {
        ConfusionMatrix empty = new(3), constant = new([9, 0, 0, 0]);
        empty.AddRange([-1, 2], [1, -1]);

        Assert.Equal(0, empty.Count);
        Assert.All(
            [
                MulticlassMeasures.Accuracy(empty), MulticlassMeasures.F1(empty, Averaging.Macro), MulticlassMeasures.Matthews(empty),
                MulticlassMeasures.Kappa(empty), MulticlassMeasures.Matthews(constant), MulticlassMeasures.Kappa(constant),
            ],
            estimate => Assert.True(double.IsNaN(estimate.Value)));
        Assert.Equal(1, MulticlassMeasures.F1(constant, Averaging.Macro).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => empty.AddRange([3], [0]));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix([1L, 2, 3]));
        Assert.Throws<ArgumentException>(() => empty.Merge(constant));
    }

    [Fact]
    public void Merge_equals_a_single_pass_in_any_order()
    {
        ReferenceCase entry = ReferenceCase.Load("quality.json", "multiclass")[0];
        int[] truth = entry.Codes("truth"), decision = entry.Codes("decision");
        ConfusionMatrix whole = Matrix(entry, "decision"), left = new(3), right = new(3), empty = new(3);

        left.AddRange(truth.AsSpan(0, 50), decision.AsSpan(0, 50));
        right.AddRange(truth.AsSpan(50), decision.AsSpan(50));
        right.Merge(left);
        right.Merge(empty);

        Assert.Equal(whole.Counts.ToArray(), right.Counts.ToArray());
    }

    static ConfusionMatrix Matrix(ReferenceCase entry, string decision)
    {
        ConfusionMatrix matrix = new(entry.Int("labels"));
        matrix.AddRange(entry.Codes("truth"), entry.Codes(decision));
        return matrix;
    }
}
