using System.Globalization;
using System.Text;
using Plumbline.Protocol;

namespace Plumbline.Server.Monitors;

/// <summary>Writes a file of monitors that reads back as the same monitors.</summary>
public static class MonitorFileWriter
{
    public static string Write(MonitorFile file)
    {
        var yaml = new StringBuilder(file.Monitors.Count == 0 ? "monitors: []\n" : "monitors:\n");
        foreach (MonitorDocument monitor in file.Monitors) Write(monitor, yaml);
        return yaml.ToString();
    }

    static void Write(MonitorDocument monitor, StringBuilder yaml)
    {
        Line("- ", "model", monitor.Model);
        Line("  ", "name", monitor.Name);
        Line("  ", "kind", monitor.Kind);
        Line("  ", "measure", monitor.Measure);
        if (monitor.Columns is { Count: > 0 } columns) yaml.Append(CultureInfo.InvariantCulture, $"    columns: [{List(columns)}]\n");
        Line("  ", "segment", monitor.Segment);
        Line("  ", "version", monitor.Version);
        Line("  ", "environment", monitor.Environment);
        Line("  ", "baseline", monitor.Baseline);
        Line("  ", "window", monitor.Window);
        Line("  ", "offset", monitor.Offset);
        if (monitor.Threshold is { } threshold)
            yaml.Append(CultureInfo.InvariantCulture, $"    threshold: {{ {string.Join(", ", Parts(threshold))} }}\n");
        Line("  ", "severity", monitor.Severity);
        Line("  ", "state", monitor.State);

        void Line(string start, string key, string? value)
        {
            if (value is not null) yaml.Append(CultureInfo.InvariantCulture, $"  {start}{key}: {YamlScalar.Write(value)}\n");
        }
    }

    static string List(IEnumerable<string> columns) => string.Join(", ", columns.Select(YamlScalar.Write));

    static IEnumerable<string> Parts(ThresholdDocument threshold)
    {
        if (threshold.Low is { } low) yield return string.Create(CultureInfo.InvariantCulture, $"low: {low:R}");
        if (threshold.High is { } high) yield return string.Create(CultureInfo.InvariantCulture, $"high: {high:R}");
        if (threshold.Relation != "absolute") yield return $"relation: {YamlScalar.Write(threshold.Relation)}";
    }
}
