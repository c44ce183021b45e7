using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>The data set's verdict from its columns'.</summary>
static class ReportSummaries
{
    const int MostNamed = 5;

    /// <summary>Drift if any judged column drifted; insufficient data if none did and more than half lack data; else stable.</summary>
    public static ReportSummary Of(IReadOnlyList<ColumnReport> columns)
    {
        var judged = columns.Where(c => c.Drift is { Verdict: not Verdict.NotComparable }).ToList();
        var drifted = judged.Where(c => c.Drift is { Verdict: Verdict.Drift })
            .OrderByDescending(c => c.Drift?.Effect?.Value ?? double.PositiveInfinity).ToList();
        int insufficient = judged.Count(c => c.Drift is { Verdict: Verdict.InsufficientData });
        var verdict = drifted.Count > 0 ? Verdict.Drift
            : 2 * insufficient > judged.Count || judged.Count == 0 ? Verdict.InsufficientData
            : Verdict.Stable;
        return new ReportSummary
        {
            Verdict = verdict,
            Columns = columns.Count,
            Judged = judged.Count,
            Drifted = drifted.Count,
            DriftedShare = judged.Count == 0 ? double.NaN : drifted.Count / (double)judged.Count,
            Reasons = [Reason(verdict, judged.Count, drifted, insufficient)],
        };
    }

    static Message Reason(Verdict verdict, int judged, List<ColumnReport> drifted, int insufficient) => verdict switch
    {
        Verdict.Drift => Message.Of("summary.drift", ("drifted", MessageNumbers.Count(drifted.Count)), ("judged",
            MessageNumbers.Count(judged)),
            ("columns", string.Join(", ", drifted.Take(MostNamed).Select(c => c.Name)) + (drifted.Count > MostNamed ? ", ..." : ""))),
        Verdict.InsufficientData when judged == 0 => Message.Of("summary.nothing_judged"),
        Verdict.InsufficientData => Message.Of("summary.insufficient_data", ("insufficient", MessageNumbers.Count(insufficient)), ("judged",
            MessageNumbers.Count(judged))),
        Verdict.Stable or Verdict.NotComparable => Message.Of("summary.stable", ("judged", MessageNumbers.Count(judged))),
    };
}
