using Plumbline.Engine.Reports;

namespace Plumbline.Views.Tests.Samples;

/// <summary>Model quality with every part.</summary>
static class SampleQuality
{
    static readonly string[] s_headline = ["recall", "precision", "f1", "roc_auc", "accuracy", "brier"];

    public static QualityReport Binary(double fall, QualityVerdict verdict = QualityVerdict.Worse) => new()
    {
        Task = ModelTask.Binary,
        Positive = "yes",
        Threshold = .3,
        Reference = Side(60_000, 0),
        Current = Side(4_812, fall),
        Headline = s_headline,
        Changes = s_headline.ToDictionary(m => m, m => m == "recall" ? Make.Change(-fall, .035, verdict)
            : Make.Change(.01, .03, QualityVerdict.NoChangeSeen, m != "brier")),
    };

    public static QualityReport Regression() => new()
    {
        Task = ModelTask.Regression,
        Reference = RegressionSide(12_000, 0),
        Current = RegressionSide(3_000, .35),
        Headline = ["mae", "rmse", "me", "r2"],
        Changes = new Dictionary<string, QualityChange>
        {
            ["mae"] = Make.Change(4_210, 900, QualityVerdict.Worse, false),
            ["rmse"] = Make.Change(5_933, 1_200, QualityVerdict.Worse, false),
            ["me"] = Make.Change(-8_110, 1_100, QualityVerdict.Worse, false),
            ["r2"] = Make.Change(-.06, .04, QualityVerdict.Worse),
        },
    };

    static QualitySide RegressionSide(long n, double bias) => new()
    {
        Rows = n,
        Measures = new Dictionary<string, MeasureValue>
        {
            ["mae"] = new(31_300 * (1 + bias * .4)) { Low = 30_800 * (1 + bias * .4), High = 31_900 * (1 + bias * .4), N = n },
            ["rmse"] = new(48_100 * (1 + bias * .4)) { Low = 47_000 * (1 + bias * .4), High = 49_000 * (1 + bias * .4), N = n },
            ["me"] = new(120 - bias * 23_000) { Low = -400 - bias * 23_000, High = 610 - bias * 23_000, N = n },
            ["r2"] = new(.82 - bias * .2) { Low = .81 - bias * .2, High = .83 - bias * .2, N = n },
            ["mape"] = new(double.NaN) { Reason = Make.Text("every target is 0") },
        },
        Baselines = new Dictionary<string, MeasureValue> { ["mae"] = new(91_000), ["rmse"] = new(115_000) },
        Regression = new(
            new([.. Enumerable.Range(0, 31).Select(i => -150_000.0 + i * 10_000)],
                [.. Enumerable.Range(0, 30).Select(i => Math.Exp(-Math.Pow((i - 15 + bias * 9) / 4, 2) / 2) / 10)]),
            [.. Enumerable.Range(1, 10).Select(i => new ErrorBin(i * 50_000, -i * i * 300 * bias, -i * i * 300 * bias - 2_000,
                -i * i * 300 * bias + 2_000, n / 10))]),
    };

    static QualitySide Side(long n, double fall)
    {
        long positives = (long)(n * .17);
        double recall = .6 - fall;
        long hit = (long)(positives * recall), alarm = (long)(n * .08);
        return new()
        {
            Rows = n,
            Measures = new Dictionary<string, MeasureValue>
            {
                ["recall"] = Make.Share(recall, positives),
                ["precision"] = Make.Share(.52 + fall * .2, alarm),
                ["f1"] = Make.Share(.55 - fall * .5, n),
                ["roc_auc"] = Make.Share(.85 - fall * .1, n),
                ["accuracy"] = Make.Share(.84, n),
                ["brier"] = Make.Share(.11, n),
                ["mcc"] = Make.Share(.46, n),
                ["log_loss"] = new(1.34) { Low = 1.3, High = 1.39, N = n },
            },
            Baselines = new Dictionary<string, MeasureValue> { ["accuracy"] = new(.83), ["brier"] = new(.14) },
            Confusion = new(["yes", "no"], [[hit, positives - hit], [alarm, n - positives - alarm]]),
            Roc = [.. Enumerable.Range(0, 60).Select(i => new CurvePoint(i / 59.0, Math.Pow(i / 59.0, .3 + fall), 1 - i / 59.0))],
            PrecisionRecall = [.. Enumerable.Range(0, 60).Select(i => new CurvePoint(i / 59.0, 1 - (.8 + fall) * Math.Pow(i / 59.0, 2),
                1 - i / 59.0))],
            Reliability = [.. Enumerable.Range(0, 10).Select(i => (i + .5) / 10)
                .Select((p, i) => new ReliabilityBin(p, Math.Min(1, p * (1 + fall)), Math.Max(0, p - .05), Math.Min(1, p + .08),
                    Math.Max(3, n / (10 + 12 * i * i))))],
            Thresholds = [.. Enumerable.Range(1, 19).Select(i => new ThresholdRow(i / 20.0, 1 - i / 20.0, .3 + i / 40.0, 1 - i / 22.0,
                i / 20.0, .5 - Math.Abs(i - 8) / 40.0))],
        };
    }
}
