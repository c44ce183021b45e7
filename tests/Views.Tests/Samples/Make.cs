using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;

namespace Plumbline.Views.Tests.Samples;

/// <summary>Parts of reports, made from a few numbers.</summary>
static class Make
{
    public static ReportProvenance Provenance(Language language = Language.English,
        string command =
        "plumbline report --reference churn_2026-09.parquet --current churn_2026-11-19.parquet --target churned --score score --segment app_version --protected gender --output churn.html") =>
        new(command, new DateTimeOffset(2026, 12, 12, 9, 2, 0, TimeSpan.FromHours(1)), "0.1.0", TimeSpan.FromSeconds(1.9), language);

    public static MeasureValue Share(double value, long n)
    {
        double half = 1.96 * Math.Sqrt(Math.Max(value * (1 - value), 1e-6) / n);
        return new(value) { Low = Math.Max(0, value - half), High = Math.Min(1, value + half), N = n };
    }

    public static QualityChange Change(double value, double half, QualityVerdict verdict, bool higherIsBetter = true) =>
        new() { Value = value, Low = value - half, High = value + half, Verdict = verdict, SmallestDetectable = half * 1.4,
            HigherIsBetter = higherIsBetter };

    public static DriftReport Drift(Verdict verdict, double effect, double q, double threshold = .07, params Message[] reasons) => new()
    {
        Verdict = verdict,
        PValue = q / 3,
        QValue = q,
        Effect = new EffectReport("jensen_shannon", effect, Math.Max(0, effect - .02), effect + .02, threshold),
        SmallestDetectable = .05,
        Reasons = reasons.Length > 0 ? reasons : [Text("effect {0:0.00} against {1:0.00}", effect, threshold)],
    };

    /// <summary>A sentence whose text is given, carried by the one engine message that takes free text.</summary>
    public static Message Text(string format, params object[] arguments) =>
        Message.Of("report.column_failed", ("problem", string.Format(System.Globalization.CultureInfo.InvariantCulture, format,
            arguments)));

    /// <summary>A numeric column whose current values are moved by <paramref name="shift"/> standard deviations and partly
    /// missing.</summary>
    public static ColumnReport Numeric(string name, Verdict verdict, double effect, double shift = 0, double missing = 0, ulong seed = 1,
        ColumnRole role = ColumnRole.Feature)
    {
        var random = new SeededRandom(seed);
        double[] reference = Bell(0, random), current = Bell(shift, random);
        double[] edges = [.. Enumerable.Range(0, 41).Select(i => i * 5.0)];
        return new()
        {
            Name = name,
            Role = role,
            Type = ColumnType.Numeric,
            Reference = Summary(60_000, 720, 100),
            Current = Summary(4_812, (long)(4_812 * missing), 100 + shift * 20),
            Drift = Drift(verdict, effect, verdict == Verdict.Drift ? .0001 : .6),
            Measures = Measures(effect, shift),
            Cells = [.. Enumerable.Range(0, 20).Select(i => new CellCount($"({i * 10}, {(i + 1) * 10}]",
                (long)(60_000 * (reference[2 * i] + reference[2 * i + 1])), (long)(4_812 * (current[2 * i] + current[2 * i + 1]))))],
            Picture = new()
            {
                Edges = edges,
                Reference = reference,
                Current = current,
                CdfX = [.. edges],
                CdfReference = Cumulative(reference),
                CdfCurrent = Cumulative(current),
            },
        };
    }

    public static ColumnReport Categorical(string name, Verdict verdict, double effect, string[] labels, ulong seed = 1,
        ColumnRole role = ColumnRole.Feature)
    {
        var random = new SeededRandom(seed);
        double[] reference = Normalised([.. labels.Select((_, i) => 1.0 / (i + 1))]);
        double[] current = Normalised([.. reference.Select((r,
            i) => r * (1 + effect * 6 * random.NextDouble()) * (verdict == Verdict.Drift && i == 0 ? .5 : 1))]);
        return new()
        {
            Name = name,
            Role = role,
            Type = ColumnType.Categorical,
            Reference = new() { Count = 60_000, Missing = 0, Distinct = labels.Length,
                Top = [.. labels.Select((l, i) => new ValueCount(l, (long)(60_000 * reference[i])))] },
            Current = new() { Count = 4_812, Missing = 0, Distinct = labels.Length + 1, DistinctIsEstimate = true },
            Drift = Drift(verdict, effect, verdict == Verdict.Drift ? .0001 : .6),
            Measures = new Dictionary<string, MeasureValue> { ["psi"] = new(effect * 2), ["jensen_shannon"] = new(effect),
                ["chi_squared"] = new(effect * 1000) { PValue = .03 } },
            Cells = [.. labels.Select((l, i) => new CellCount(l, (long)(60_000 * reference[i]), (long)(4_812 * current[i])))],
            NewCategories = verdict == Verdict.Drift ? [new("8.3", 0, 2_126)] : [],
            VanishedCategories = verdict == Verdict.Drift ? [new("7.1", 420, 0)] : [],
            Picture = new() { Labels = labels, Reference = reference, Current = current },
        };
    }

    static Dictionary<string, MeasureValue> Measures(double effect, double shift) => new()
    {
        ["psi"] = new(effect * 1.4),
        ["jensen_shannon"] = new(effect + .01),
        ["hellinger"] = new(effect * .9),
        ["total_variation"] = new(effect * 1.1),
        ["chi_squared"] = new(effect * 4_000) { PValue = .0004, ExpectedBelow5 = 0 },
        ["kolmogorov_smirnov"] = new(effect * .8) { PValue = .0001, N = 64_812 },
        ["wasserstein"] = new(shift * 20),
        ["wasserstein_normalised"] = new(double.NaN) { Reason = Text("reference is constant") },
    };

    static ColumnSummary Summary(long count, long missing, double mean) => new()
    {
        Count = count,
        Missing = missing,
        Mean = mean,
        Std = 20.4,
        Min = 0.02,
        Max = 199.8,
        Distinct = 812,
        Quantiles = new Dictionary<string, double> { ["0.05"] = mean - 33, ["0.25"] = mean - 14, ["0.5"] = mean, ["0.75"] = mean + 14,
            ["0.95"] = mean + 33 },
    };

    static double[] Bell(double shift, SeededRandom random) =>
        Normalised([.. Enumerable.Range(0, 40).Select(i => Math.Exp(-Math.Pow((i - 20 - shift * 8) / 8,
            2) / 2) * (1 + .05 * random.NextDouble()))]);

    static double[] Normalised(double[] weights) => [.. weights.Select(w => w / weights.Sum())];

    static double[] Cumulative(double[] shares)
    {
        var sums = new double[shares.Length + 1];
        for (int i = 0; i < shares.Length; i++) sums[i + 1] = Math.Min(1, sums[i] + shares[i]);
        return sums;
    }
}
