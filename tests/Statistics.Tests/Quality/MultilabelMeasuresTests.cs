using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

public sealed class MultilabelMeasuresTests
{
    [Theory]
    [ReferenceValues(typeof(MultilabelMeasures))]
    [InlineData(Averaging.Micro, "micro")]
    [InlineData(Averaging.Macro, "macro")]
    [InlineData(Averaging.Weighted, "weighted")]
    public void Measures_equal_scikit_learn(Averaging averaging, string name)
    {
        foreach (ReferenceCase entry in ReferenceCase.Load("quality.json", "multilabel"))
        {
            MultilabelMeasures measures = Of(entry, 0, int.MaxValue);

            entry.Expect("exact_match", measures.ExactMatch.Value);
            entry.Expect("hamming", measures.HammingLoss.Value);
            entry.Expect($"precision_{name}", measures.Precision(averaging).Value);
            entry.Expect($"recall_{name}", measures.Recall(averaging).Value);
            entry.Expect($"f1_{name}", measures.F1(averaging).Value);
        }
    }

    [Fact]
    public void Merge_equals_a_single_pass()
    {
        ReferenceCase entry = ReferenceCase.Load("quality.json", "multilabel")[1];
        MultilabelMeasures whole = Of(entry, 0, int.MaxValue), merged = Of(entry, 0, 33);

        merged.Merge(Of(entry, 33, int.MaxValue));

        Assert.Equal(whole.Count, merged.Count);
        Assert.Equal(whole.ExactMatch, merged.ExactMatch);
        Assert.Equal(whole.HammingLoss.Value, merged.HammingLoss.Value, 12);
        Assert.Equal(whole.HammingLoss.Low, merged.HammingLoss.Low, 12);
        Assert.Equal(whole.F1(Averaging.Macro), merged.F1(Averaging.Macro));
    }

    [Fact]
    [EdgeTable(typeof(MultilabelMeasures))]
    public void Without_rows_everything_is_undefined()
    {
        MultilabelMeasures empty = new(2), single = new(2);
        single.Add([true, false], [true, false]);

        Assert.True(double.IsNaN(empty.ExactMatch.Value));
        Assert.True(double.IsNaN(empty.HammingLoss.Value));
        Assert.True(double.IsNaN(empty.F1(Averaging.Micro).Value));
        Assert.Equal(1, single.ExactMatch.Value);
        Assert.Equal(1, single.F1(Averaging.Macro).Value);
        Assert.True(double.IsNaN(single.HammingLoss.Low));
        Assert.Throws<ArgumentException>(() => empty.Add([true], [true]));
    }

    static MultilabelMeasures Of(ReferenceCase entry, int first, int end)
    {
        MultilabelMeasures measures = new(entry.Int("labels"));
        double[][] truth = entry.Rows("truth"), decision = entry.Rows("decision");
        for (int row = first; row < Math.Min(end, truth.Length); row++)
            measures.Add([.. truth[row].Select(value => value > 0)], [.. decision[row].Select(value => value > 0)]);
        return measures;
    }
}
