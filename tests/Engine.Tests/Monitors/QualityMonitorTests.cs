using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Monitors;

public sealed class QualityMonitorTests
{
    static readonly MonitorDefinition s_quality = Live.Monitor(MonitorKind.Quality);

    [Fact]
    public void Without_a_measure_the_headline_measures_are_judged_against_the_baseline()
    {
        var evaluation = Live.Evaluate(s_quality, Evidence(Outputs(3_000, 5, wrong: .1), Outputs(5_000, 1, wrong: .1)));

        Assert.Equal(EvaluationStatus.Ok, evaluation.Status);
        Assert.Contains(evaluation.Parts, p => p.Measure == "accuracy");
        Assert.All(evaluation.Parts, p => Assert.NotNull(p.Expected));
    }

    [Fact]
    public void A_model_that_got_worse_is_a_breach_with_the_interval_of_the_value()
    {
        var evaluation = Live.Evaluate(s_quality with { Measure = "accuracy" }, Evidence(Outputs(3_000, 5, wrong: .2),
            Outputs(5_000, 1, wrong: .1)));

        var part = Assert.Single(evaluation.Parts);
        Assert.Equal(EvaluationStatus.Warning, part.Status);
        Assert.InRange(part.Value, part.Low!.Value, part.High!.Value);
        Assert.Equal(3_000, part.N);
        Assert.Equal("monitor.quality_worse", part.Reasons[0].Key);
    }

    [Fact]
    public void An_absolute_threshold_is_passed_only_by_the_whole_interval()
    {
        var evidence = Evidence(Outputs(200, 5, wrong: .12), null);
        var value = Live.Evaluate(s_quality with { Measure = "accuracy", Threshold = Live.AtLeast(.1) }, evidence).Parts[0];

        var unsure = Live.Evaluate(s_quality with { Measure = "accuracy", Threshold = Live.AtLeast(value.Value + .01) }, evidence).Parts[0];
        var sure = Live.Evaluate(s_quality with { Measure = "accuracy", Threshold = Live.AtLeast(value.High!.Value + .001) },
            evidence).Parts[0];

        Assert.Equal((EvaluationStatus.Ok, "monitor.unsure"), (unsure.Status, unsure.Reasons[0].Key));
        Assert.Equal((EvaluationStatus.Warning, "monitor.below"), (sure.Status, sure.Reasons[0].Key));
    }

    [Fact]
    public void Too_few_labels_say_how_many_have_arrived()
    {
        var part = Live.Evaluate(s_quality with { Measure = "accuracy" }, Evidence(Outputs(400, 5, wrong: .5, labelled: 12),
            Outputs(5_000, 1, .1))).Parts[0];

        Assert.Equal(EvaluationStatus.InsufficientData, part.Status);
        Assert.Contains("12 of 400", part.Reasons[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_label_at_all_and_no_rows_at_hand_are_too_little_data()
    {
        var none = Live.Evaluate(s_quality, Evidence(Outputs(400, 5, .1, labelled: 0), Outputs(5_000, 1, .1)));
        var noRows = Live.Evaluate(s_quality, Evidence(Outputs(400, 5, .1), Outputs(5_000, 1, .1)) with { Rows = null });

        Assert.Equal(EvaluationStatus.InsufficientData, none.Status);
        Assert.Contains("0 of 400", none.Parts[0].Reasons[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(EvaluationStatus.InsufficientData, noRows.Status);
    }

    [Fact]
    public void A_baseline_without_labels_cannot_judge_a_change()
    {
        var evaluation = Live.Evaluate(s_quality, Evidence(Outputs(400, 5, .1), null));

        Assert.Equal(EvaluationStatus.InsufficientData, evaluation.Status);
        Assert.Equal("monitor.no_baseline_quality", evaluation.Parts[0].Reasons[0].Key);
    }

    [Fact]
    public void Every_segment_value_is_judged_by_itself_against_its_own_past()
    {
        var (before, now) = (Outputs(6_000, 1, wrong: .1, worseNorth: 0), Outputs(4_000, 5, wrong: .1, worseNorth: .25));
        var evidence = Evidence(now, before) with
        {
            Segments = new[] { "north", "south", "west" }.ToDictionary(v => KeyValuePair.Create("region", v), v => new SegmentEvidence
            {
                Profile = v == "west" ? null : Live.BaselineOf(now).Profile,
                Baseline = Live.BaselineOf(Only(before, v == "west" ? "south" : v)),
            }),
        };

        var evaluation = Live.Evaluate(s_quality with { Segment = "region", Measure = "accuracy" }, evidence);

        Assert.Equal([("region = north", EvaluationStatus.Warning), ("region = west", EvaluationStatus.InsufficientData),
            ("region = south", EvaluationStatus.Ok)], evaluation.Parts.Select(p => (p.Subject, p.Status)));
        Assert.All(evaluation.Parts.Where(p => p.PValue is not null), p => Assert.True(p.QValue >= p.PValue));
    }

    [Fact]
    public void Fairness_judges_the_gaps_between_the_groups_of_the_window()
    {
        var rows = Outputs(4_000, 5, wrong: .05, worseNorth: .4);
        var evidence = Evidence(rows.WithProtected("region"), null);

        var evaluation = Live.Evaluate(Live.Monitor(MonitorKind.Fairness), evidence);

        Assert.Equal(EvaluationStatus.Warning, evaluation.Status);
        var gap = Assert.Single(evaluation.Parts, p => p.Measure == "accuracy_difference");
        Assert.Equal(("region", .1), (gap.Subject, gap.Threshold));
        Assert.True(gap.Low > .1);
        Assert.Equal(EvaluationStatus.InsufficientData, Live.Evaluate(Live.Monitor(MonitorKind.Fairness), Evidence(rows, null)).Status);
    }

    static WindowEvidence Evidence(InMemoryDataset rows, InMemoryDataset? baseline)
    {
        var of = baseline is null ? null : Live.BaselineOf(baseline);
        return Live.Evidence(rows, null) with { Baseline = of, Rows = rows };
    }

    static InMemoryDataset Only(InMemoryDataset rows, string region)
    {
        var kept = (CategoricalSlice)rows.Read("region", default);
        int[] at = [.. Enumerable.Range(0, rows.RowCount).Where(i => kept.Categories[kept.Codes.Span[i]] == region)];
        string?[] Take(string name)
        {
            var slice = (CategoricalSlice)rows.Read(name, default);
            return [.. at.Select(i => slice.Codes.Span[i] < 0 ? null : slice.Categories[slice.Codes.Span[i]])];
        }
        return Some.Dataset(("region", Take("region")), ("prediction", Take("prediction")), ("truth", Take("truth")))
            .WithRole("prediction", ColumnRole.Prediction).WithRole("truth", ColumnRole.Target);
    }

    /// <summary>Yes/no answers of which a share is wrong, in the north more.</summary>
    static InMemoryDataset Outputs(int count, ulong seed, double wrong, double worseNorth = 0, int labelled = int.MaxValue)
    {
        var random = new SeededRandom(seed);
        string[] region = new string[count], prediction = new string[count];
        string?[] truth = new string?[count];
        for (int i = 0; i < count; i++)
        {
            region[i] = random.NextDouble() < .5 ? "north" : "south";
            bool yes = random.NextDouble() < .4;
            bool isWrong = random.NextDouble() < wrong + (region[i] == "north" ? worseNorth : 0);
            prediction[i] = yes != isWrong ? "yes" : "no";
            truth[i] = i >= labelled ? null : yes ? "yes" : "no";
        }
        return Some.Dataset(("region", region), ("prediction", prediction), ("truth", truth))
            .WithRole("prediction", ColumnRole.Prediction).WithRole("truth", ColumnRole.Target).WithSegments("region");
    }
}
