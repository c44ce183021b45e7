using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>Task, positive class, threshold and labels, as they are guessed and as they are said.</summary>
public sealed class TaskInferenceTests
{
    static readonly double[] s_scores = [.1, .9, .4, .8];

    [Fact]
    public void Two_labels_and_a_score_are_binary_decided_at_one_half()
    {
        var report = Outputs.Report(Outputs.Slices(new double[] { 0, 1, 1, 1 }, score: s_scores), null);

        Assert.Equal(ModelTask.Binary, report.Task);
        Assert.Equal("1", report.Positive);
        Assert.Equal(.5, report.Threshold);
        Assert.Equal(.75, report.Reference!.Measures["accuracy"].Value);
        Assert.Contains("quality.threshold_default", report.Notes.Keys());
    }

    [Fact]
    public void A_prediction_column_decides_and_there_is_no_threshold()
    {
        var report = Outputs.Report(Outputs.Slices(new double[] { 0, 1, 1, 1 }, new double[] { 0, 1, 1, 0 }, s_scores), null);

        Assert.True(double.IsNaN(report.Threshold));
        Assert.Equal(.75, report.Reference!.Measures["accuracy"].Value);
        Assert.Equal(2 / 3.0, report.Reference.Measures["recall"].Value);
    }

    [Fact]
    public void A_threshold_moves_the_decision_and_is_inclusive()
    {
        var report = Outputs.Report(Outputs.Slices(new double[] { 0, 1, 1, 1 }, score: s_scores), null,
            new QualityOptions { Threshold = .4 });

        Assert.Equal(1, report.Reference!.Measures["accuracy"].Value);
    }

    [Fact]
    public void Labels_are_compared_by_category_text()
    {
        string[] written = ["1.0", "0.0", "1.0", "0"];
        double[] number = [1, 0, 0, 0];

        var report = Outputs.Report(Outputs.Slices(written, number), null);

        Assert.Equal(.75, report.Reference!.Measures["accuracy"].Value);
    }

    [Theory]
    [InlineData("true", "false")]
    [InlineData("True", "False")]
    [InlineData("yes", "no")]
    [InlineData("Y", "N")]
    public void Words_for_yes_equal_one_and_keep_their_spelling(string yes, string no)
    {
        string[] truth = [yes, no, yes, no];
        double[] decision = [1, 0, 0, 0];

        var report = Outputs.Report(Outputs.Slices(truth, decision), null);

        Assert.Equal(yes, report.Positive);
        Assert.Equal(.75, report.Reference!.Measures["accuracy"].Value);
    }

    [Fact]
    public void A_current_set_that_writes_its_labels_otherwise_is_read_alike()
    {
        var report = Outputs.Report(Outputs.Slices(new double[] { 1, 0, 1, 0 }, new double[] { 1, 0, 1, 1 }),
            Outputs.Slices(new[] { "yes", "no", "yes", "no" }, new[] { "true", "false", "false", "false" }));

        Assert.Equal(.75, report.Current!.Measures["accuracy"].Value);
        Assert.Equal(4, report.Current.Rows);
    }

    [Fact]
    public void Positive_can_be_said()
    {
        string[] truth = ["good", "bad", "bad", "bad"], decision = ["good", "bad", "good", "bad"];

        var report = Outputs.Report(Outputs.Slices(truth, decision), null, new QualityOptions { Positive = "bad" });

        Assert.Equal("bad", report.Positive);
        Assert.Equal(2 / 3.0, report.Reference!.Measures["recall"].Value);
    }

    [Fact]
    public void Without_a_word_for_yes_the_rarer_label_is_taken_and_the_report_asks()
    {
        string[] truth = ["good", "bad", "good", "good"];

        var report = Outputs.Report(Outputs.Slices(truth, truth), null);

        Assert.Equal("bad", report.Positive);
        Assert.Contains("quality.positive_rarer", report.Notes.Keys());
    }

    [Fact]
    public void The_label_of_the_score_column_is_positive()
    {
        var slices = Outputs.Slices(new[] { "stay", "churn", "stay", "churn",
            "churn" }) with { Scores = [Outputs.Score("p", [.1, .9, .2, .8, .7], of: "churn")] };

        var report = Outputs.Report(slices, null);

        Assert.Equal("churn", report.Positive);
        Assert.Equal(1, report.Reference!.Measures["roc_auc"].Value);
    }

    [Fact]
    public void A_score_of_the_negative_class_is_turned_round()
    {
        var slices = Outputs.Slices(new double[] { 0, 1, 0, 1 }) with { Scores = [Outputs.Score("p0", [.9, .2, .8, .1], of: "0")] };

        var report = Outputs.Report(slices, null);

        Assert.Equal("1", report.Positive);
        Assert.Equal(1, report.Reference!.Measures["roc_auc"].Value);
        Assert.Equal(1, report.Reference.Measures["accuracy"].Value);
        Assert.Contains("quality.score_of_negative", report.Notes.Keys());
    }

    [Fact]
    public void A_prediction_of_many_numbers_for_two_classes_is_a_score()
    {
        var report = Outputs.Report(Outputs.Slices(new double[] { 0, 1, 0, 1 }, s_scores), null);

        Assert.Equal(ModelTask.Binary, report.Task);
        Assert.Contains("roc_auc", report.Reference!.Measures.Keys);
        Assert.Contains("quality.prediction_is_score", report.Notes.Keys());
    }

    [Fact]
    public void Three_labels_are_multiclass_and_the_largest_score_decides()
    {
        var slices = Outputs.Slices(new[] { "a", "b", "c", "a" }) with
        {
            Scores = [Outputs.Score("p_a", [.7, .1, .2, .3], null), Outputs.Score("p_b", [.2, .8, .2, .4], null),
                Outputs.Score("p_c", [.1, .1, .6, .3], null)],
        };

        var report = Outputs.Report(slices, null);

        Assert.Equal(ModelTask.Multiclass, report.Task);
        Assert.Equal(.75, report.Reference!.Measures["accuracy"].Value);
        Assert.Equal(["a", "b", "c"], report.Reference.Labels.Select(l => l.Label));
    }

    [Fact]
    public void Many_numbers_against_many_numbers_are_a_regression()
    {
        var report = Outputs.Report(Outputs.Slices(Some.Normal(200, 1), Some.Normal(200, 2)), null);

        Assert.Equal(ModelTask.Regression, report.Task);
    }

    [Fact]
    public void Task_overrides_what_would_be_inferred()
    {
        double[] stars = [.. Enumerable.Range(0, 60).Select(i => (double)(i % 5))];

        var inferred = Outputs.Report(Outputs.Slices(stars, stars), null);
        var said = Outputs.Report(Outputs.Slices(stars, stars), null, new QualityOptions { Task = ModelTask.Regression });

        Assert.Equal(ModelTask.Multiclass, inferred.Task);
        Assert.Equal(ModelTask.Regression, said.Task);
        Assert.Equal(0, said.Reference!.Measures["mae"].Value);
    }

    [Fact]
    public void A_text_target_of_thousands_of_values_is_no_class()
    {
        string[] names = [.. Enumerable.Range(0, 3_000).Select(i => "n" + i)];

        var pair = ModelOutputsPair.Build(Outputs.Slices(names, names), null, new QualityOptions(), out var notes);

        Assert.Null(pair);
        Assert.Contains("quality.too_many_labels", notes.Keys());
    }

    [Fact]
    public void A_target_without_an_answer_says_what_to_give()
    {
        var pair = ModelOutputsPair.Build(Outputs.Slices(new double[] { 0, 1 }), null, new QualityOptions(), out var notes);

        Assert.Null(pair);
        Assert.Contains("quality.no_answers", notes.Keys());
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1", "1")]
    [InlineData("-0", "0")]
    [InlineData("007", "007")]
    [InlineData("NO", "NO")]
    [InlineData("1e3", "1000")]
    [InlineData("", "")]
    [InlineData("1,5", "1,5")]
    public void Label_text_is_the_shortest_form_of_a_number(string written, string compared)
    {
        string text = LabelText.Of(written);

        Assert.Equal(compared, text);
    }
}
