using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Tests.Samples;

/// <summary>Whole reports: one story each.</summary>
static class SampleReports
{
    /// <summary>Every section: a churn model whose app sends too little.</summary>
    public static Report Churn() => Of(
    [
        Make.Numeric("minutes_used_30d", Verdict.Drift, .23, -.6, .238,
            3) with { Drift = Make.Drift(Verdict.Drift, .23, .0001, .07, Make.Text("the missing share went from 1.2 % to 23.8 %"),
            Make.Text("low values are twice as frequent")) },
        Make.Numeric("sessions_30d", Verdict.Drift, .10, -.2, 0, 4),
        Make.Categorical("app_version", Verdict.Drift, .52, ["8.2", "8.1", "8.0", "7.9", "web"], 5, ColumnRole.Segment),
        Make.Numeric("days_since_invoice", Verdict.Stable, .09, .05, 0, 6) with { Drift = Make.Drift(Verdict.Stable, .09, .2, .13) },
        .. new[] { "data_gb_30d", "monthly_charges", "tenure_months", "late_payments_12m",
            "device_age_months" }.Select((n, i) => Make.Numeric(n, Verdict.Stable, .01 + i * .003, 0, .03 * i, (ulong)i + 7)),
        Make.Categorical("contract_type", Verdict.Stable, .01, ["month", "year", "two years"], 13),
        Make.Numeric("roaming_minutes", Verdict.InsufficientData, .12, .1, .97, 14),
        Make.Numeric("score", Verdict.Stable, .03, .05, 0, 15, ColumnRole.Score),
        new ColumnReport { Name = "event_time", Role = ColumnRole.Timestamp, Type = ColumnType.Timestamp,
            Reference = new() { Count = 60_000, Missing = 0 }, Current = new() { Count = 4_812, Missing = 0 } },
        new ColumnReport { Name = "notes", Role = ColumnRole.Feature, Type = ColumnType.Text,
            Failure = Make.Text("the column's text is not valid UTF-8 in row 17") },
    ]) with
    {
        Quality = SampleQuality.Binary(.14),
        Integrity = SampleSections.Integrity(),
        Multivariate = SampleSections.Multivariate(),
        Segments = SampleSections.Segments(),
        Slices = [new(["app_version = 8.3", "region = north"], 629, .41, .12, 1.8, .0004),
            new(["tenure_months in (0, 3]"], 812, .31, .14, 1.1, .012)],
        Fairness = SampleSections.Fairness(),
        Warnings = [Make.Text("the reference itself is not homogeneous in app_version")],
    };

    /// <summary>Nothing happened.</summary>
    public static Report Quiet() =>
        Of([.. Enumerable.Range(0, 12).Select(i => Make.Numeric($"sensor_{i:00}", Verdict.Stable, .01 * (i % 4), 0, 0, (ulong)i + 1))]) with
    {
        Quality = SampleQuality.Binary(0, QualityVerdict.NoChangeSeen),
        Integrity = [.. SampleSections.Integrity().Where(c => c.Passed)],
    };

    /// <summary>Forty rows.</summary>
    public static Report TooFewRows()
    {
        Report report = Of([.. Enumerable.Range(0, 5).Select(i => Make.Numeric($"x{i}", Verdict.InsufficientData, .2, .3, 0,
            (ulong)i + 1))]);
        return report with { Current = report.Current with { Rows = 40 },
            Quality = SampleQuality.Binary(.2, QualityVerdict.InsufficientData) };
    }

    public static Report Regression() => Of([Make.Numeric("median_income", Verdict.Drift, .31, .8),
        Make.Numeric("latitude", Verdict.Stable, .02)]) with { Quality = SampleQuality.Regression() };

    /// <summary>A table with nothing in it but one column that is empty.</summary>
    public static Report Empty() => Of([]);

    public static Report Wide(int columns) => Of([.. Enumerable.Range(0, columns).Select(i => i % 3 == 2
        ? Make.Categorical($"category_of_something_{i}", i % 10 == 2 ? Verdict.Drift : Verdict.Stable, i % 10 == 2 ? .3 : .02,
            [.. Enumerable.Range(0, 20).Select(k => $"value {k} of {i}")], (ulong)i + 1)
        : Make.Numeric($"measurement_number_{i}", i % 10 == 0 ? Verdict.Drift : Verdict.Stable, i % 10 == 0 ? .2 + i * 1e-5 : .02,
            i % 10 == 0 ? .6 : 0, 0, (ulong)i + 1))]) with
    {
        Quality = SampleQuality.Binary(.1),
        Integrity = [.. Enumerable.Range(0, columns).SelectMany(i => SampleSections.ChecksOf($"measurement_number_{i}", i % 5 != 0))],
        Segments = SampleSections.Segments(),
        Fairness = SampleSections.Fairness(),
        Multivariate = SampleSections.Multivariate(),
    };

    /// <summary>Every name is the given text.</summary>
    public static Report Named(string text, int columns = 3) => Of([.. Enumerable.Range(0, columns).SelectMany(i => new[]
        {
            Make.Numeric(text + i, Verdict.Drift, .2, .5, .1, (ulong)i + 1),
            Make.Categorical(text + "c" + i, Verdict.Drift, .3,
                [.. Enumerable.Range(0, 20).Select(k => text + k)]) with { NewCategories = [new(text, 0, 20)],
                VanishedCategories = [new(text, 20, 0)] },
        })], text) with
    {
        Quality = SampleQuality.Binary(.1) with { Positive = text },
        Integrity = [.. SampleSections.ChecksOf(text, false)],
        Segments = [SampleSections.Segment(text, text)],
        Slices = [new([text, text], 100, .5, .2, 1, .01)],
        Fairness = [SampleSections.FairnessOf(text, text)],
        Multivariate = SampleSections.Multivariate() with { TopColumns = [new(text, .2)],
            Correlations = [new(text, text, "pearson", .1, .6, .001, true)] },
        Warnings = [Make.Text("{0}", text)],
    };

    static Report Of(IReadOnlyList<ColumnReport> columns, string path = "data/churn")
    {
        int judged = columns.Count(c => c.Drift is not null), drifted = columns.Count(c => c.Drift?.Verdict == Verdict.Drift),
            few = columns.Count(c => c.Drift?.Verdict == Verdict.InsufficientData);
        return new()
        {
            Reference = new() { Path = path + "_2026-09.parquet", Rows = 60_000, DuplicateRows = 3,
                From = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), To = new(2026, 9, 30, 23, 59, 0, TimeSpan.Zero) },
            Current = new() { Path = path + "_2026-11-19.parquet", Rows = 4_812, Refused = 2, DuplicateRows = 0 },
            Summary = new()
            {
                Verdict = judged == 0 ? Verdict.NotComparable : drifted > 0 ? Verdict.Drift : few * 2 > judged ? Verdict.InsufficientData
                    : Verdict.Stable,
                Columns = columns.Count,
                Judged = judged,
                Drifted = drifted,
                DriftedShare = judged == 0 ? double.NaN : (double)drifted / judged,
            },
            Columns = columns,
        };
    }
}
