using Plumbline.Engine.Columns;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>Realised quality on the real and the large synthetic data sets, against the numbers METHODS names.</summary>
public sealed class RealDataTests
{
    const int Window = 2_000;

    const double Printed = 5.1e-7;

    [Theory]
    [InlineData(0, .703764, .687822, .653620, .646, .642926, .664677, .627136)]
    [InlineData(5, .703705, .643455, .556898, .6515, .616901, .507532, .760774)]
    [InlineData(10, .611718, .594862, .596594, .5855, .586042, .607532, .563068)]
    public void Realised_quality_of_the_loan_windows_is_reproduced(int window, double auc, double averagePrecision, double f1,
        double accuracy,
        double precision, double recall, double specificity)
    {
        if (Loans() is not var (reference, analysis)) return;

        var side = Outputs.Report(Outputs.Loans(reference), Outputs.Loans(analysis.Rows(window * Window, (window + 1) * Window))).Current!;

        Assert.Equal(Window, side.Rows);
        Assert.Equal(auc, side.Measures["roc_auc"].Value, Printed);
        Assert.Equal(averagePrecision, side.Measures["average_precision"].Value, Printed);
        Assert.Equal(f1, side.Measures["f1"].Value, Printed);
        Assert.Equal(accuracy, side.Measures["accuracy"].Value, Printed);
        Assert.Equal(precision, side.Measures["precision"].Value, Printed);
        Assert.Equal(recall, side.Measures["recall"].Value, Printed);
        Assert.Equal(specificity, side.Measures["specificity"].Value, Printed);
    }

    [Fact]
    public void Concept_drift_of_the_loans_is_called_worse_and_the_quiet_stretch_is_not()
    {
        if (Loans() is not var (reference, analysis)) return;

        var quiet = Outputs.Report(Outputs.Loans(reference), Outputs.Loans(analysis.Rows(0, 10_000)));
        var drifted = Outputs.Report(Outputs.Loans(reference), Outputs.Loans(analysis.Rows(20_000, 30_000)));

        Assert.DoesNotContain(quiet.Headline, m => quiet.Changes[m].Verdict == QualityVerdict.Worse);
        Assert.All(["roc_auc", "accuracy", "precision", "recall", "brier"],
            m => Assert.Equal(QualityVerdict.Worse, drifted.Changes[m].Verdict));
    }

    [Fact]
    public void Auc_of_the_california_windows_is_reproduced()
    {
        double[] expected = [.846, .824, .728, .678, .905, .840, .876, .966, .737, .956, .957];
        if (California() is not var (reference, analysis)) return;

        var areas = expected.Select((_, k) => Outputs.Report(reference.Rows(0, reference.Count),
            analysis.Rows(k * 800, Math.Min((k + 1) * 800, analysis.Count)))
            .Current!.Measures["roc_auc"].Value).ToArray();

        double whole = Outputs.Report(reference.Rows(0, reference.Count), null).Reference!.Measures["roc_auc"].Value;
        Assert.Equal(.908, whole, 5.1e-4);
        Assert.All(expected.Zip(areas), pair => Assert.Equal(pair.First, pair.Second, 5.1e-4));
    }

    [Fact]
    public void Multiclass_accuracy_of_the_loan_windows_is_reproduced()
    {
        double[] expected = [.6505, .656, .6625, .7225, .699, .729];
        if (SharedData.TryFile("loans", "mc_reference.csv.gz") is not { } file) return;
        var reference = CsvTable.Read(file);
        var analysis = CsvTable.Read(SharedData.TryFile("loans", "mc_analysis.csv.gz")!);

        var reports = expected.Select((_, k) => Outputs.Report(Multiclass(reference),
            Multiclass(analysis.Rows(k * Window, (k + 1) * Window)))).ToList();

        Assert.All(reports, r => Assert.Equal(ModelTask.Multiclass, r.Task));
        Assert.All(expected.Zip(reports), pair => Assert.Equal(pair.First, pair.Second.Current!.Measures["accuracy"].Value, 1e-9));
        Assert.All(reports, r => Assert.InRange(r.Current!.Measures["roc_auc_ovr"].Value, .5, 1));
    }

    [Fact]
    public void Regression_is_recognised_and_measured()
    {
        if (SharedData.TryFile("loans", "reg_reference.csv.gz") is not { } file) return;
        var reference = CsvTable.Read(file);
        var analysis = CsvTable.Read(SharedData.TryFile("loans", "reg_analysis.csv.gz")!);

        var report = Outputs.Report(Regression(reference), Regression(analysis));

        double[] truth = analysis.Numbers("y_true"), prediction = analysis.Numbers("y_pred");
        Assert.Equal(ModelTask.Regression, report.Task);
        Assert.Equal(truth.Zip(prediction, (y, f) => Math.Abs(f - y)).Average(), report.Current!.Measures["mae"].Value, 1e-6);
        Assert.Equal(30, report.Current.Regression!.Errors.Shares.Count);
        Assert.Equal(report.Reference!.Regression!.Errors.Edges, report.Current.Regression.Errors.Edges);
        Assert.InRange(report.Current.Regression.Errors.Shares.Sum(), .97, 1);
    }

    static OutputSlices Multiclass(CsvTable table) => new()
    {
        Target = table.Categorical("y_true", ColumnRole.Target),
        Prediction = table.Categorical("y_pred", ColumnRole.Prediction),
        Scores = [.. "abc".Select(c => Outputs.Score($"p_{c}", table.Numbers($"p_{c}"), of: $"{c}"))],
    };

    static OutputSlices Regression(CsvTable table) => new()
    {
        Target = table.Numeric("y_true", ColumnRole.Target),
        Prediction = table.Numeric("y_pred", ColumnRole.Prediction),
    };

    static (CsvTable Reference, CsvTable Analysis)? Loans() =>
        SharedData.TryFile("loans", "loans_reference.csv.gz") is { } file
            ? (CsvTable.Read(file), CsvTable.Read(SharedData.TryFile("loans", "loans_analysis.csv.gz")!)) : null;

    static (Scored Reference, Scored Analysis)? California()
    {
        if (SharedData.TryFile("california_housing", "california_housing_reference.csv.gz") is not { } file) return null;
        var reference = CsvTable.Read(file);
        var analysis = CsvTable.Read(SharedData.TryFile("california_housing", "california_housing_analysis.csv.gz")!);
        var truth = CsvTable.Read(SharedData.TryFile("california_housing", "california_housing_analysis_gt.csv")!);
        return (new Scored(reference.Numbers("clf_target"), reference.Numbers("y_pred_proba")),
            new Scored(truth.Numbers("clf_target"), analysis.Numbers("y_pred_proba")));
    }

    sealed record Scored(double[] Truth, double[] Score)
    {
        internal int Count => Truth.Length;

        internal OutputSlices Rows(int start, int end) => Outputs.Slices(Truth[start..end], score: Score[start..end]);
    }
}
