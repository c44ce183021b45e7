using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Tests.Samples;

/// <summary>The sections beside columns and quality.</summary>
static class SampleSections
{
    public static IReadOnlyList<IntegrityCheck> Integrity() =>
    [
        new() { Check = "missing", Column = "minutes_used_30d", Set = "current", Passed = false, Severity = Severity.Error, Observed = .238,
            Expected = Message.Of("integrity.expected.at_most.share", ("limit", "0.032")),
            Message = Make.Text("23.8 % of the rows have no value; the baseline had 1.2 %") },
        new() { Check = "unseen_categories", Column = "app_version", Set = "current", Passed = false, Observed = .44,
            Expected = Message.Of("integrity.expected.at_most.share", ("limit", "0.01")),
            Message = Make.Text("2,126 rows hold a value the baseline never had: 8.3") },
        new() { Check = "duplicate_rows", Set = "reference", Passed = false, Observed = 3,
            Expected = Message.Of("integrity.expected.none.refused"), Message = Make.Text("3 rows are equal to an earlier row") },
        .. ChecksOf("tenure_months", true),
        .. ChecksOf("data_gb_30d", true),
    ];

    public static IEnumerable<IntegrityCheck> ChecksOf(string column, bool passed) =>
        new[] { "range", "type", "constant" }.Select(check => new IntegrityCheck
    {
        Check = check,
        Column = column,
        Set = "current",
        Passed = passed,
        Observed = passed ? 0 : .2,
        Expected = Message.Of("integrity.expected.at_most.share", ("limit", "0.01")),
        Message = Make.Text("{0} of {1}", check, column),
    });

    public static MultivariateReport Multivariate() => new()
    {
        ReferenceSample = 50_000,
        CurrentSample = 4_812,
        DomainClassifierAuc = new(.81) { Low = .8, High = .82, N = 54_812 },
        TopColumns = [new("app_version", .21), new("minutes_used_30d", .12), new("sessions_30d", .01)],
        PcaReference = new(.412) { Low = .409, High = .415, N = 50_000 },
        PcaCurrent = new(.447) { Low = .436, High = .458, N = 4_812 },
        Correlations = [new("minutes_used_30d", "data_gb_30d", "spearman", .62, .31, .0001, true),
            new("tenure_months", "monthly_charges", "pearson", .24, .23, .81, false)],
    };

    public static IReadOnlyList<SegmentReport> Segments() =>
        [Segment("app_version", "8.3"), Segment("region", "north") with { Measure = null, Change = double.NaN }];

    public static SegmentReport Segment(string column, string first) => new()
    {
        Column = column,
        Measure = "recall",
        Change = -.14,
        Mix = -.012,
        Within = -.128,
        Rows =
        [
            Row(first, 500, 2_126, .6, .24, QualityVerdict.Worse),
            Row("8.2", 30_000, 1_260, .61, .58, QualityVerdict.NoChangeSeen),
            Row("8.1", 12_000, 585, .59, .63, QualityVerdict.Better),
            Row("8.0", 9_000, 203, .57, .4, QualityVerdict.Worse),
            Row("web", 8_000, 12, .6, double.NaN, QualityVerdict.InsufficientData),
        ],
    };

    public static IReadOnlyList<FairnessReport> Fairness() => [FairnessOf("gender", "female"), FairnessOf("age", "< 30")];

    public static FairnessReport FairnessOf(string column, string first) => new()
    {
        Column = column,
        Groups = [Group(first, 2_408, .44), Group("male", 2_404, .47), Group("other", 9, .5) with { Suppressed = true }],
        Gaps =
        [
            Gap("equal_opportunity_difference", .04, FairnessVerdict.WithinTolerance),
            Gap("demographic_parity_difference", .21, FairnessVerdict.BeyondTolerance),
            Gap("equalised_odds_max", .11, FairnessVerdict.Unclear),
            Gap("calibration_gap", double.NaN, FairnessVerdict.InsufficientData),
        ],
        Notes = [Make.Text("1 group with fewer than 30 rows is not shown")],
    };

    static FairnessGap Gap(string measure, double value, FairnessVerdict verdict) => new()
    {
        Measure = measure,
        Value = double.IsNaN(value) ? new(value) { Reason = Make.Text("too few rows") }
            : new(value) { Low = value - .06, High = value + .06, N = 818 },
        Reference = new(.02) { Low = .01, High = .03, N = 10_117 },
        Tolerance = .1,
        Verdict = verdict,
        HighGroup = "male",
        LowGroup = "female",
    };

    static GroupQuality Group(string name, long rows, double recall) => new()
    {
        Group = name,
        ReferenceRows = rows * 12,
        CurrentRows = rows,
        Reference = Measures(.6, rows * 2),
        Current = Measures(recall, Math.Max(5, rows / 6)),
    };

    static Dictionary<string, MeasureValue> Measures(double recall, long n) => new()
    {
        ["selection_rate"] = Make.Share(.14, n * 6),
        ["true_positive_rate"] = Make.Share(recall, n),
        ["false_positive_rate"] = Make.Share(.08, n * 5),
        ["precision"] = Make.Share(.55, n),
        ["accuracy"] = Make.Share(.84, n * 6),
    };

    static SegmentRow Row(string value, long reference, long current, double before, double now, QualityVerdict verdict) => new()
    {
        Value = value,
        ReferenceRows = reference,
        CurrentRows = current,
        Reference = Make.Share(before, reference / 6),
        Current = double.IsNaN(now) ? new(now) { Reason = Make.Text("too few rows") } : Make.Share(now, Math.Max(1, current / 6)),
        Change = Make.Change(now - before, .07, verdict),
        QValue = .01,
    };
}
