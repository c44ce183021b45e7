using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>Each bad input says what is wrong and leaves the rest of the report standing.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void A_target_of_one_class_has_accuracy_and_an_auc_that_says_why_not()
    {
        double[] ones = [1, 1, 1, 1], scores = [.2, .9, .8, .7];

        var side = Outputs.Report(Outputs.Slices(ones, score: scores), null).Reference!;

        Assert.Equal(.75, side.Measures["accuracy"].Value);
        Assert.True(double.IsNaN(side.Measures["roc_auc"].Value));
        Assert.Equal("quality.undefined.one_class", side.Measures["roc_auc"].Reason!.Key);
        Assert.True(double.IsNaN(side.Measures["specificity"].Value));
        Assert.Equal("quality.undefined.no_negatives", side.Measures["specificity"].Reason!.Key);
        Assert.Empty(side.Roc);
    }

    [Fact]
    public void Scores_outside_zero_and_one_keep_auc_and_curves_only()
    {
        double[] truth = [0, 1, 0, 1, 1, 0], scores = [1, 8, 3, 9, 5, 2];

        var report = Outputs.Report(Outputs.Slices(truth, score: scores), null);

        Assert.Equal(1, report.Reference!.Measures["roc_auc"].Value);
        Assert.NotEmpty(report.Reference.Roc);
        Assert.All(["brier", "log_loss", "ece"], m => Assert.Equal("quality.undefined.not_probabilities",
            report.Reference.Measures[m].Reason!.Key));
        Assert.DoesNotContain("accuracy", report.Reference.Measures.Keys);
        Assert.Contains("quality.no_threshold", report.Notes.Keys());
        Assert.Contains("quality.scores_outside_reference", report.Notes.Keys());
    }

    [Fact]
    public void Scores_outside_zero_and_one_decide_by_a_threshold_that_is_given()
    {
        double[] truth = [0, 1, 0, 1, 1, 0], scores = [1, 8, 3, 9, 5, 2];

        var report = Outputs.Report(Outputs.Slices(truth, score: scores), null, new QualityOptions { Threshold = 5 });

        Assert.Equal(1, report.Reference!.Measures["accuracy"].Value);
    }

    [Fact]
    public void A_current_set_without_labels_is_null_with_a_note()
    {
        double[] truth = [0, 1, 0, 1], scores = [.1, .9, .2, .8];

        var report = Outputs.Report(Outputs.Slices(truth, score: scores), Outputs.Slices(score: scores));

        Assert.Null(report.Current);
        Assert.NotNull(report.Reference);
        Assert.Empty(report.Changes);
        Assert.Contains("quality.no_labels_current", report.Notes.Keys());
    }

    [Fact]
    public void Rows_without_label_are_counted_and_left_out()
    {
        double[] truth = [0, 1, double.NaN, 1, double.NaN], scores = [.1, .9, .2, .8, .5];

        var report = Outputs.Report(Outputs.Slices(truth, score: scores), null);

        Assert.Equal(3, report.Reference!.Rows);
        Assert.Equal(2, report.Reference.WithoutLabel);
        Assert.Contains("quality.without_label_reference", report.Notes.Keys());
    }

    [Fact]
    public void Infinite_scores_are_missing()
    {
        double[] truth = [0, 1, 0, 1, 1], scores = [.1, .9, double.PositiveInfinity, .8, double.NegativeInfinity];

        var side = Outputs.Report(Outputs.Slices(truth, score: scores), null).Reference!;

        Assert.Equal(3, side.Measures["roc_auc"].N);
        Assert.Equal(1, side.Measures["roc_auc"].Value);
    }

    [Fact]
    public void Predictions_that_share_no_label_with_the_target_are_said_and_left_out()
    {
        string[] truth = ["good", "bad", "good", "bad"], decision = ["A", "B", "A", "B"];
        double[] scores = [.1, .9, .2, .8];

        var report = Outputs.Report(Outputs.Slices(truth, decision, scores), null, new QualityOptions { Positive = "bad" });

        Assert.Contains("quality.unknown_prediction_reference", report.Notes.Keys());
        Assert.DoesNotContain("accuracy", report.Reference!.Measures.Keys);
        Assert.Equal(1, report.Reference.Measures["roc_auc"].Value);
    }

    [Fact]
    public void An_unseen_label_of_the_current_set_is_counted_and_left_out()
    {
        string[] before = ["yes", "no", "yes", "no"], now = ["yes", "no", "maybe", "no"];

        var report = Outputs.Report(Outputs.Slices(before, before), Outputs.Slices(now, new[] { "yes", "no", "yes", "no" }));

        Assert.Equal(ModelTask.Binary, report.Task);
        Assert.Equal(3, report.Current!.Rows);
        Assert.Contains("quality.unknown_target_current", report.Notes.Keys());
    }

    [Fact]
    public void Nothing_selected_makes_precision_undefined_not_zero()
    {
        var side = Outputs.Report(Outputs.Slices(new double[] { 0, 1, 0, 1 }, new double[] { 0, 0, 0, 0 }), null).Reference!;

        Assert.True(double.IsNaN(side.Measures["precision"].Value));
        Assert.Equal("quality.undefined.nothing_selected", side.Measures["precision"].Reason!.Key);
        Assert.Equal(0, side.Measures["recall"].Value);
    }

    [Fact]
    public void A_constant_target_has_no_r_squared_and_zeros_no_mape()
    {
        double[] zeros = new double[50], prediction = Some.Normal(50, 1);

        var side = Outputs.Report(Outputs.Slices(zeros, prediction), null, new QualityOptions { Task = ModelTask.Regression }).Reference!;

        Assert.Equal("quality.undefined.constant_target", side.Measures["r2"].Reason!.Key);
        Assert.Equal("quality.undefined.zero_targets", side.Measures["mape"].Reason!.Key);
        Assert.False(double.IsNaN(side.Measures["mae"].Value));
    }

    [Fact]
    public void A_text_target_for_a_regression_is_refused_in_words()
    {
        var pair = ModelOutputsPair.Build(Outputs.Slices(new[] { "a", "b", "c" }, new double[] { 1, 2, 3 }), null,
            new QualityOptions { Task = ModelTask.Regression }, out var notes);

        Assert.Null(pair);
        Assert.Contains("quality.regression_needs_numbers", notes.Keys());
    }

    [Fact]
    public void An_unknown_positive_class_is_said()
    {
        var pair = Outputs.Pair(Outputs.Slices(new double[] { 0, 1 }, new double[] { 0, 1 }), null,
            new QualityOptions { Positive = "churn" });

        Assert.Contains("quality.positive_unknown", pair.Notes.Keys());
    }

    [Fact]
    public void Every_shape_of_missing_columns_survives()
    {
        object?[] columns = [null, new double[] { 0, 1, 0, 1 }, new[] { "a", null, "b", null },
            new[] { double.NaN, double.NaN, double.NaN, double.NaN }, Array.Empty<double>()];
        int reports = 0;

        foreach (object? target in columns)
            foreach (object? prediction in columns)
                foreach (object? score in columns)
                {
                    if (score is string?[] || Lengths(target, prediction, score) > 1) continue;
                    var slices = Outputs.Slices(target, prediction, score);
                    if (ModelOutputsPair.Build(slices, slices, new QualityOptions(), out _) is { } pair)
                        reports += QualityAnalysis.Run(pair, new QualityOptions(), CancellationToken.None) is null ? 0 : 1;
                }

        Assert.True(reports > 5);
    }

    [Fact]
    public void The_same_rows_in_another_order_give_the_same_numbers()
    {
        double[] truth = [.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))],
            scores = [.. Some.Normal(400, 1).Select((x, i) => 1 / (1 + Math.Exp(-x - (i % 2))))];
        int[] order = [.. Enumerable.Range(0, 400)];
        new SeededRandom(9).Shuffle<int>(order);

        var one = Outputs.Report(Outputs.Slices(truth, score: scores), null).Reference!;
        var other = Outputs.Report(Outputs.Slices(order.Select(i => truth[i]).ToArray(), score: order.Select(i => scores[i]).ToArray()),
            null).Reference!;

        Assert.All(one.Measures, m => Assert.Equal(m.Value.Value, other.Measures[m.Key].Value, 1e-12));
    }

    static int Lengths(params object?[] columns) => columns.OfType<Array>().Select(c => c.Length).Distinct().Count();
}
