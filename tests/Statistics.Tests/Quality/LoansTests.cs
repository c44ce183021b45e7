using Plumbline.Statistics.Quality;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Quality;

/// <summary>Realised quality of the loans models in windows of 2 000 rows.</summary>
public sealed class LoansTests
{
    const int WindowRows = 2000;
    const double SixDigits = 6e-7;

    [Theory]
    [InlineData(0, .703764, .687822, .653620, .646, .642926, .664677, .627136)]
    [InlineData(5, .703705, .643455, .556898, .6515, .616901, .507532, .760774)]
    [InlineData(10, .611718, .594862, .596594, .5855, .586042, .607532, .563068)]
    public void Binary_quality_reproduces(
        int window, double rocAuc, double averagePrecision, double f1, double accuracy, double precision, double recall, double specificity)
    {
        if (SharedData.TryFile("loans", "loans_analysis.csv.gz") is not { } file) return;
        CompressedCsv loans = new(file, "y_pred_proba", "y_pred", "y_true");
        Range rows = (window * WindowRows)..((window + 1) * WindowRows);
        int[] truth = loans.Codes("y_true")[rows];

        ScoredLabels scored = ScoredLabels.Of(loans.Numbers("y_pred_proba").AsSpan(rows), truth);
        ConfusionCounts counts = ConfusionCounts.Of(truth, loans.Codes("y_pred").AsSpan(rows));

        Assert.Equal(rocAuc, RocAuc.Compute(scored).Value, SixDigits);
        Assert.Equal(averagePrecision, AveragePrecision.Compute(scored).Value, SixDigits);
        Assert.Equal(f1, BinaryMeasures.F1(counts).Value, SixDigits);
        Assert.Equal(accuracy, BinaryMeasures.Accuracy(counts).Value, SixDigits);
        Assert.Equal(precision, BinaryMeasures.Precision(counts).Value, SixDigits);
        Assert.Equal(recall, BinaryMeasures.Recall(counts).Value, SixDigits);
        Assert.Equal(specificity, BinaryMeasures.Specificity(counts).Value, SixDigits);
    }

    [Fact]
    public void Multiclass_accuracy_reproduces()
    {
        if (SharedData.TryFile("loans", "mc_analysis.csv.gz") is not { } file) return;
        CompressedCsv loans = new(file, "y_pred", "y_true");
        List<string> labels = ["a", "b", "c"];

        double[] accuracies = [.. Enumerable.Range(0, 6).Select(window =>
        {
            ConfusionMatrix matrix = new(labels.Count);
            matrix.AddRange(
                [.. loans.Text("y_true").Skip(window * WindowRows).Take(WindowRows).Select(label => labels.IndexOf(label))],
                [.. loans.Text("y_pred").Skip(window * WindowRows).Take(WindowRows).Select(label => labels.IndexOf(label))]);
            return MulticlassMeasures.Accuracy(matrix).Value;
        })];

        Assert.Equal([.6505, .656, .6625, .7225, .699, .729], accuracies.Select(value => Math.Round(value, 6)));
    }
}
