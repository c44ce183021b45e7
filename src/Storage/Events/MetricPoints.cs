using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Monitors;

namespace Plumbline.Storage.Events;

/// <summary>Custom metrics in steps. The points are added in the order in which they came, so that a sum is the same every time.</summary>
sealed class MetricPoints(DuckDbConnection connection, CancellationToken cancellationToken)
{
    internal List<(DateTimeOffset Start, string Name, MetricSummary Summary)> Read(int model, DateTimeOffset from, DateTimeOffset to,
        TimeSpan step)
    {
        long first = Moments.Ceiling(from), length = step.Ticks / TimeSpan.TicksPerMicrosecond;
        var steps = new SortedDictionary<(long Step, string Name), MetricSummary>(Comparer<(long Step, string Name)>.Create(Compare));
        new SqlText().Add($"SELECT name, time, value FROM metrics WHERE model = {model}")
            .Add($" AND time >= {first} AND time < {Moments.Ceiling(to)} ORDER BY seq")
            .Read(connection, chunk =>
            {
                DuckDbVector names = chunk[0];
                ReadOnlySpan<long> times = chunk[1].Values<long>();
                ReadOnlySpan<double> values = chunk[2].Values<double>();
                for (int i = 0; i < chunk.RowCount; i++)
                {
                    var key = ((times[i] - first) / length, Encoding.UTF8.GetString(names.Text(i)));
                    steps[key] = steps.TryGetValue(key, out MetricSummary summary) ? Add(summary, values[i])
                        : new MetricSummary(1, values[i], values[i], values[i]);
                }
            }, cancellationToken);
        return [.. steps.Select(s => (from + (s.Key.Step * step), s.Key.Name, s.Value))];
    }

    static MetricSummary Add(MetricSummary summary, double value) =>
        new(summary.Count + 1, summary.Sum + value, Math.Min(summary.Min, value), Math.Max(summary.Max, value));

    static int Compare((long Step, string Name) a, (long Step, string Name) b) =>
        a.Step != b.Step ? a.Step.CompareTo(b.Step) : string.CompareOrdinal(a.Name, b.Name);
}
