using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Tests;

/// <summary>A report with something in every part, and a column of any name.</summary>
static class SampleReport
{
    public static Report With(string columnName = "age", string value = "north") => new()
    {
        Reference = new DatasetSummary { Path = "march.csv", Rows = 60_000, From = DateTimeOffset.UnixEpoch,
            To = DateTimeOffset.UnixEpoch.AddDays(31) },
        Current = new DatasetSummary { Path = "april.csv", Rows = 50_000, Refused = 3, DuplicateRows = 12 },
        Summary = new ReportSummary { Verdict = Verdict.Drift, Columns = 4, Judged = 3, Drifted = 1, DriftedShare = 1.0 / 3 },
        Columns = [Drifted(columnName, value), Stable("income"), Absent("gone"),
            new ColumnReport { Name = "id", Role = ColumnRole.Id, Type = ColumnType.Text }],
        Integrity =
        [
            new IntegrityCheck { Check = "missing", Column = columnName, Set = "current", Passed = false, Severity = Severity.Error,
                Observed = .63, Expected = Message.Of("integrity.expected.at_most.share", ("limit", "0.05")),
                Message = Say($"{value} is missing too often") },
            new IntegrityCheck { Check = "volume", Set = "reference", Passed = true, Observed = double.NaN,
                Expected = Message.Of("integrity.expected.one_row"), Message = Say("fine") },
        ],
        Multivariate = new MultivariateReport
        {
            ReferenceSample = 50_000,
            CurrentSample = 50_000,
            DomainClassifierAuc = new MeasureValue(.81) { Low = .80, High = .82, N = 100_000 },
            TopColumns = [new ColumnContribution(columnName, .2)],
            PcaReference = new MeasureValue(1.2),
            PcaCurrent = new MeasureValue(double.NaN) { Reason = Say("too few columns") },
            Correlations = [new CorrelationChange(columnName, "income", "pearson", .1, .5, .001, true)],
            Embeddings = [new EmbeddingReport("vector", new MeasureValue(.1) { PValue = .01 }, new MeasureValue(.6), new MeasureValue(.2))],
        },
        Quality = Quality(),
        Segments = [new SegmentReport { Column = "region", Measure = "accuracy", Change = -.03, Mix = -.01, Within = -.02,
            Rows = [Row(value), Row("south")] }],
        Slices = [new SliceReport([$"region = {value}", "age in (20, 35]"], 812, .4, .2, 1.5, .001)],
        Fairness = [Fairness(value)],
        Warnings = [Say($"{columnName} looks like {value}")],
    };

    static Message Say(string text) => Message.Of("report.column_failed", ("problem", text));

    static ColumnReport Drifted(string name, string value) => new()
    {
        Name = name,
        Role = ColumnRole.Feature,
        Type = ColumnType.Categorical,
        Reference = Side(60_000, 0),
        Current = Side(50_000, 31_500),
        Drift = new DriftReport { Verdict = Verdict.Drift, PValue = 1e-12, QValue = 3e-12, SmallestDetectable = .012,
            Effect = new EffectReport("jensen_shannon", .207, .19, .224, .07), Reasons = [Say($"{value} fell from 30 % to 2 %")] },
        Measures = new Dictionary<string, MeasureValue> { ["psi"] = new(.312),
            ["chi_squared"] = new(41.2) { PValue = 0, ExpectedBelow5 = 0 } },
        Cells = [new CellCount(value, 18_000, 900)],
        NewCategories = [new CellCount("new", 0, 12)],
        VanishedCategories = [new CellCount(value, 18_000, 0)],
    };

    static ColumnReport Stable(string name) => new()
    {
        Name = name,
        Role = ColumnRole.Feature,
        Type = ColumnType.Numeric,
        Reference = Side(60_000, 120) with { Mean = 3, Std = 1e308, Min = double.NegativeInfinity,
            Quantiles = new Dictionary<string, double> { ["0.5"] = 3 } },
        Current = Side(50_000, 100),
        Drift = new DriftReport { Verdict = Verdict.Stable, PValue = .5, QValue = .6, SmallestDetectable = .02,
            Effect = new EffectReport("jensen_shannon", .004, 0, .01, .07), Reasons = [Say("no change")] },
        Measures = new Dictionary<string, MeasureValue> { ["psi"] = new(.001), ["kolmogorov_smirnov"] = new(.005) { PValue = .5 },
            ["wasserstein"] = new(double.NaN) { Reason = Say("reference is constant") } },
    };

    static ColumnReport Absent(string name) => new()
    {
        Name = name,
        Role = ColumnRole.Prediction,
        Type = ColumnType.Boolean,
        Reference = Side(60_000, 0),
        Drift = new DriftReport { Verdict = Verdict.Drift, Reasons = [Say("the current set lacks the column")] },
        Failure = Say("broken on purpose"),
    };

    static ColumnSummary Side(long count, long missing) => new()
    {
        Count = count, Missing = missing, MissingBy = new Dictionary<string, long> { [""] = missing }, Distinct = 4,
            Top = [new ValueCount("a", 100)],
    };

    static QualityReport Quality() => new()
    {
        Task = ModelTask.Binary,
        Positive = "yes",
        Threshold = .5,
        Reference = QualitySide(.86),
        Current = QualitySide(.80),
        Changes = new Dictionary<string, QualityChange> { ["roc_auc"] = new() { Value = -.06, Low = -.08, High = -.04,
            Verdict = QualityVerdict.Worse, SmallestDetectable = .01, HigherIsBetter = true } },
        Headline = ["roc_auc"],
        Notes = [Say("labels are late")],
    };

    static QualitySide QualitySide(double auc) => new()
    {
        Rows = 1000,
        WithoutLabel = 5,
        Measures = new Dictionary<string, MeasureValue> { ["roc_auc"] = new(auc) { Low = auc - .01, High = auc + .01, N = 1000 },
            ["precision"] = new(double.NaN) { Reason = Say("nothing was selected") } },
        Baselines = new Dictionary<string, MeasureValue> { ["accuracy"] = new(.7) },
        Labels = [new LabelQuality("yes", 300, new Dictionary<string, MeasureValue> { ["precision"] = new(.5) })],
        Confusion = new ConfusionReport(["no", "yes"], [[600, 100], [100, 200]]),
        Roc = [new CurvePoint(0, 0, 1), new CurvePoint(1, 1, 0)],
        PrecisionRecall = [new CurvePoint(1, .3, 0)],
        Reliability = [new ReliabilityBin(.5, .4, .3, .5, 100)],
        Thresholds = [new ThresholdRow(.5, .3, .6, .6, .8, .6)],
        Regression = new RegressionPlots(new HistogramPoints([0, 1], [1]), [new ErrorBin(1, 0, -1, 1, 10)]),
    };

    static SegmentRow Row(string value) => new()
    {
        Value = value,
        ReferenceRows = 500,
        CurrentRows = 400,
        Reference = new MeasureValue(.9) { N = 500 },
        Current = new MeasureValue(.8) { N = 400 },
        Change = new QualityChange { Value = -.1, Low = -.15, High = -.05, Verdict = QualityVerdict.Worse },
        QValue = .01,
        Measures = new Dictionary<string, MeasureValue> { ["accuracy"] = new(.8) },
    };

    static FairnessReport Fairness(string group) => new()
    {
        Column = "gender",
        Groups =
        [
            new GroupQuality { Group = group, ReferenceRows = 10, CurrentRows = 900,
                Current = new Dictionary<string, MeasureValue> { ["selection_rate"] = new(.3) } },
            new GroupQuality { Group = "x", ReferenceRows = 1, CurrentRows = 2, Suppressed = true },
        ],
        Gaps = [new FairnessGap { Measure = "demographic_parity_difference", Value = new MeasureValue(.2) { Low = .15, High = .25 },
            Reference = new MeasureValue(.1), Tolerance = .1, Verdict = FairnessVerdict.BeyondTolerance, HighGroup = group,
            LowGroup = "b" }],
        Notes = [Say("one group is small")],
    };
}
