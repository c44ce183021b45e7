using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Reports;

/// <summary>Truths arrive later than events.</summary>
public sealed class LateLabelTests
{
    static readonly InMemoryDataset s_reference =
        Some.Dataset(("x", Some.Normal(500, 1)), ("label", Some.Categories(500, 2, ("yes", 1), ("no", 2))))
            .WithRole("label", ColumnRole.Target);

    [Fact]
    public void A_target_that_the_current_set_does_not_have_yet_is_no_drift()
    {
        var current = Some.Dataset(("x", Some.Normal(500, 3)));

        var report = ReportOf.Rows(s_reference, current);

        Assert.Null(report.Columns.Single(c => c.Name == "label").Drift);
        Assert.Equal((Verdict.Stable, 1), (report.Summary.Verdict, report.Summary.Judged));
        Assert.DoesNotContain(report.Integrity, check => check is { Check: "columns", Passed: false });
        Assert.Contains(report.Warnings, w => w.Key == "report.labels_late");
    }

    [Fact]
    public void Labels_of_which_half_have_not_come_yet_are_no_drift_and_their_distribution_is_still_judged()
    {
        string?[] same = [.. Some.Categories(2_000, 3, ("yes", 1), ("no", 2)).Select((label, i) => i % 2 == 0 ? label : null)];
        string?[] other = [.. Some.Categories(2_000, 3, ("yes", 2), ("no", 1)).Select((label, i) => i % 2 == 0 ? label : null)];

        var reports = new[] { same, other }.Select(labels => ReportOf.Rows(s_reference,
            Some.Dataset(("x", Some.Normal(2_000, 3)), ("label", labels)).WithRole("label", ColumnRole.Target)));

        Assert.Equal([Verdict.Stable, Verdict.Drift], reports.Select(r => r.Columns.Single(c => c.Name == "label").Drift!.Verdict));
    }

    [Fact]
    public void Labels_that_only_the_current_set_has_give_its_own_quality_and_no_change()
    {
        var current = Some.Dataset(("x", Some.Normal(500, 3)), ("answer", Some.Categories(500, 4, ("yes", 1), ("no", 2))),
            ("label", Some.Categories(500, 3, ("yes", 1), ("no", 2)))).WithRole("label", ColumnRole.Target)
                .WithRole("answer", ColumnRole.Prediction);

        var quality = ReportOf.Rows(Some.Dataset(("x", Some.Normal(500, 1))), current).Quality!;

        var accuracy = quality.Current!.Measures["accuracy"];
        Assert.Equal((500, null), (accuracy.N, quality.Reference));
        Assert.True(accuracy.Low < accuracy.Value && accuracy.Value < accuracy.High);
        Assert.Empty(quality.Changes);
        Assert.Contains(quality.Notes, n => n.Key == "quality.no_labels_reference");
    }

    [Fact]
    public void A_feature_that_the_current_set_does_not_have_is_drift()
    {
        var current = Some.Dataset(("label", Some.Categories(500, 3, ("yes", 1), ("no", 2)))).WithRole("label", ColumnRole.Target);

        var report = ReportOf.Rows(s_reference, current);

        Assert.Equal(Verdict.Drift, report.Columns.Single(c => c.Name == "x").Drift!.Verdict);
        Assert.Contains(report.Integrity, check => check is { Check: "columns", Column: "x", Passed: false });
    }
}
