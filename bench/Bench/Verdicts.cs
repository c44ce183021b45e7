using Plumbline.Engine.Reports;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Bench;

/// <summary>How often a report is wrong: alarms on identical distributions, misses of real changes.</summary>
static class Verdicts
{
    /// <summary>Reports on identical distributions with any drifted column.</summary>
    public static void FalseAlarms(TextWriter output, IReadOnlyList<int> sizes, int reports)
    {
        output.WriteLine("| n (both sides) | reports | any drifted column | share | 95 % interval | lower bound at most 5 % |");
        output.WriteLine("|---:|---:|---:|---:|---|---|");
        foreach (int n in sizes)
        {
            long alarms = CountDrift(reports, (i, _) => (Seed(n, i, 0), Seed(n, i, 1), n, null), report => report.Summary.Drifted > 0);
            var share = WilsonInterval.Compute(alarms, reports);
            output.WriteLine(Invariant($"| {n} | {reports} | {alarms} | {share.Value:P1} | {share.Low:P1} .. {share.High:P1} | {(share.Low <= .05 ? "yes" : "NO")} |"));
            output.Flush();
        }
    }

    /// <summary>Reports in which a change of one standard normal column is found.</summary>
    public static void Power(TextWriter output, IReadOnlyList<int> sizes, int reports)
    {
        output.WriteLine("| change of one of 20 columns | n (both sides) | reports | found | share | 95 % interval |");
        output.WriteLine("|---|---:|---:|---:|---:|---|");
        foreach (int n in sizes)
            foreach (var (name, change) in new[] { ("mean + .3 sd", new Change(0, 1, .3)), ("scale x 1.3", new Change(0, 1.3, 0)) })
            {
                long found = CountDrift(reports, (i, _) => (Seed(n, i, 2), Seed(n, i, 3), n, change),
                    report => report.Columns[0].Drift!.Verdict == Verdict.Drift);
                var share = WilsonInterval.Compute(found, reports);
                output.WriteLine(Invariant($"| {name} | {n} | {reports} | {found} | {share.Value:P1} | {share.Low:P1} .. {share.High:P1} |"));
                output.Flush();
            }
    }

    static long CountDrift(int reports, Func<int, int, (ulong Reference, ulong Current, int Rows, Change? Change)> pair,
        Func<Report, bool> counts)
    {
        long found = 0;
        Parallel.For(0, reports, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (reference, current, rows, change) = pair(i, 0);
            var report = ReportBuilder.Build(new ReportSource.Rows(new MixedColumns(rows, reference)),
                new ReportSource.Rows(new MixedColumns(rows, current, change)),
                new ReportOptions { Parallelism = 1, Multivariate = false }, null, CancellationToken.None);
            if (counts(report)) Interlocked.Increment(ref found);
        });
        return found;
    }

    static ulong Seed(int n, int report, int side) => ((ulong)n * 1_000_003) + ((ulong)report * 4) + (ulong)side;

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
