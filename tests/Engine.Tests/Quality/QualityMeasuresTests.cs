using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>Names, directions and words of every measure.</summary>
public sealed class QualityMeasuresTests
{
    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_measure_has_a_name_and_a_formula(Language language)
    {
        var names = QualityMeasures.All.Select(m => m.Name)
            .Concat(DriftMeasures.All.Select(m => m.Name()))
            .Concat(["true_positive_rate", "false_positive_rate", "false_negative_rate", "mean_score", "mean_error", "mean_absolute_error",
                "demographic_parity_difference", "demographic_parity_ratio", "equal_opportunity_difference", "equalised_odds_max",
                    "equalised_odds_mean",
                "predictive_parity_difference", "accuracy_difference", "calibration_gap", "mean_error_difference",
                    "mean_absolute_error_difference"]);

        Assert.All(names, name =>
        {
            Assert.NotEmpty(MessageCatalog.Engine.Template("measure." + name, language));
            Assert.NotEmpty(MessageCatalog.Engine.Template($"measure.{name}.formula", language));
        });
    }

    [Fact]
    public void Every_measure_of_every_task_is_in_the_table_and_within_its_range()
    {
        double[] truth = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? 1.0 : 0)],
            score = [.. Some.Normal(300, 1).Select(x => 1 / (1 + Math.Exp(-x)))];
        string[] classes = [.. Enumerable.Range(0, 300).Select(i => "abc"[i % 3].ToString())],
            answers = Some.Categories(300, 2, ("a", 1), ("b", 1), ("c", 1));
        double[] target = Some.Normal(300, 3), prediction = Some.Normal(300, 4);

        var sides = new[] { Outputs.Slices(truth, score: score), Outputs.Slices(classes, answers), Outputs.Slices(target, prediction) }
            .Select(s => Outputs.Report(s, s)).Select(r => (r.Task, r.Current!.Measures)).ToList();

        Assert.Equal([ModelTask.Binary, ModelTask.Multiclass, ModelTask.Regression], sides.Select(s => s.Task));
        Assert.All(sides.SelectMany(s => s.Measures.Select(m => (s.Task, m.Key, m.Value))), m =>
        {
            var known = QualityMeasures.Find(m.Key);
            Assert.NotNull(known);
            Assert.Contains(m.Task, known.Tasks);
            Assert.InRange(m.Value.Value, known.Minimum, known.Maximum);
            if (m.Key != "max_error") Assert.InRange(m.Value.Value, m.Value.Low!.Value, m.Value.High!.Value);
        });
        Assert.All(sides.Where(s => s.Task != ModelTask.Multiclass), s => Assert.Equal(
            QualityMeasures.All.Where(m => m.Tasks.Contains(s.Task)).Select(m => m.Name).Order(), s.Measures.Keys.Order()));
    }

    [Theory]
    [InlineData("accuracy", .9, .8, true)]
    [InlineData("accuracy", .8, .9, false)]
    [InlineData("brier", .1, .2, true)]
    [InlineData("me", -.1, .2, true)]
    [InlineData("me", .1, -.05, false)]
    [InlineData("selection_rate", .9, .1, false)]
    [InlineData("accuracy", double.NaN, .1, false)]
    public void Better_follows_the_direction(string name, double value, double than, bool better)
    {
        var measure = QualityMeasures.Find(name)!;

        bool found = measure.IsBetter(value, than);

        Assert.Equal(better, found);
    }

    [Fact]
    public void The_headline_of_a_task_is_in_the_table()
    {
        var names = Enum.GetValues<ModelTask>().SelectMany(QualityMeasures.Headline);

        Assert.All(names, n => Assert.NotNull(QualityMeasures.Find(n)));
    }
}
