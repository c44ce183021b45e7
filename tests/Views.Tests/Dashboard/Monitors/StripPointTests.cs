using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Views.Dashboard;

namespace Plumbline.Views.Tests.Dashboard.Monitors;

public class StripPointTests
{
    static readonly DateTimeOffset s_first = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_parts_in_breach_the_farthest_out_decides_else_the_nearest_to_it()
    {
        var well = Point(Part("a", .02, EvaluationStatus.Ok), Part("b", .05, EvaluationStatus.Ok));
        var breach = Point(Part("a", .2, EvaluationStatus.Warning), Part("b", .3, EvaluationStatus.Warning),
            Part("c", .9, EvaluationStatus.Ok));

        Assert.Equal("b", well.Part!.Subject);
        Assert.Equal("b", breach.Part!.Subject);
    }

    [Theory]
    [InlineData(ThresholdRelation.Absolute, 2, 2)]
    [InlineData(ThresholdRelation.Difference, 2, 12)]
    [InlineData(ThresholdRelation.Ratio, 2, 20)]
    public void A_bound_is_told_in_the_unit_of_the_value(ThresholdRelation relation, double given, double expected)
    {
        var point = Point(Part("a", 11, EvaluationStatus.Ok) with { Expected = 10 });

        Assert.Equal(expected, point.Bound(given, relation));
        Assert.Null(point.Bound(null, relation));
    }

    [Fact]
    public void A_window_without_any_known_value_has_no_bound_of_the_baseline()
    {
        var point = Point(Part("a", double.NaN, EvaluationStatus.InsufficientData));

        Assert.Null(point.Bound(2, ThresholdRelation.Ratio));
        Assert.True(double.IsNaN(point.Value));
    }

    [Fact]
    public void Windows_that_several_measures_decide_are_drawn_with_the_one_most_in_breach()
    {
        Evaluation[] evaluations =
        [
            Of(0, Measured("accuracy", .8, EvaluationStatus.Ok), Measured("recall", .6, EvaluationStatus.Ok)),
            Of(1, Measured("accuracy", .8, EvaluationStatus.Ok), Measured("recall", .4, EvaluationStatus.Warning)),
        ];

        var drawn = StripPoint.OfOneMeasure(StripPoint.Read(new Rehearsal(s_first, s_first.AddDays(2), evaluations, 1, false)));

        Assert.Equal([.6, .4], drawn.Select(p => p.Value));
        Assert.Equal([EvaluationStatus.Ok, EvaluationStatus.Warning], drawn.Select(p => p.Of.Status));
    }

    [Fact]
    public async Task The_page_draws_what_fired_and_a_threshold_that_is_reached_by_keys()
    {
        var monitor = new MonitorDefinition { Model = 1, Name = "slow", Kind = MonitorKind.Operations, Measure = "latency_p95",
            Window = new WindowDefinition.ByTime(TimeSpan.FromDays(1)), Threshold = new Threshold(null, 40, ThresholdRelation.Absolute) };
        Evaluation[] evaluations = [Of(0, Part("latency_p95", 30, EvaluationStatus.Ok)),
            Of(1, Part("latency_p95", 50, EvaluationStatus.Warning))];
        var view = new MonitorEditView
        {
            Form = MonitorForm.Of("churn", monitor) with { IsTried = true },
            Problems = [],
            Choices = MonitorChoices.None,
            Definition = monitor,
            Rehearsal = new Rehearsal(s_first, s_first.AddDays(2), evaluations, 1, false),
            Yaml = "monitors:\n  - name: slow\n",
            MayChange = true,
        };

        string page = await DashboardPage.RenderAsync<MonitorEditPage>(Rendered.Frame(Language.English, s_first.AddDays(2),
            Section.Monitors), view);

        Assert.Contains("It would have raised 1 alert in the last 30 days; 1 of 2 windows are in breach.", page, StringComparison.Ordinal);
        Assert.Contains("role=\"slider\" tabindex=\"0\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-valuenow=\"40\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"fired\"", page, StringComparison.Ordinal);
        Assert.Contains("formaction=\"/monitors/save\" name=\"form_token\" value=\"proof\"", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| on[a-z]+=|<script>|<style", page);
    }

    static StripPoint Point(params EvaluationPart[] parts) => StripPoint.Read(new Rehearsal(s_first, s_first, [Of(0, parts)], 0, false))[0];

    static EvaluationPart Part(string subject, double value, EvaluationStatus status) =>
        new() { Subject = subject, Measure = "latency_p95", Value = value, Status = status, Threshold = .1, N = 100 };

    static EvaluationPart Measured(string measure, double value, EvaluationStatus status) =>
        Part(measure, value, status) with { Measure = measure };

    static Evaluation Of(int day, params EvaluationPart[] parts) => new()
    {
        Monitor = 1,
        MonitorRevision = 1,
        Model = 1,
        Window = new Window(s_first.AddDays(day), s_first.AddDays(day + 1)),
        Status = parts.Any(p => p.Status == EvaluationStatus.Warning) ? EvaluationStatus.Warning : parts[0].Status,
        Parts = [.. parts],
        Rows = 100,
        Seq = 1,
        At = s_first,
    };
}
