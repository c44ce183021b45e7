using System.Globalization;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>What a monitor asks, field by field, in the words of monitors as code.</summary>
public static class MonitorFields
{
    /// <summary>The fields but the name, in the order in which they are written. Null is left out.</summary>
    public static IReadOnlyList<(string Name, string? Text)> Of(MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return
        [
            ("kind", DatasetMeasures.Word(monitor.Kind)),
            ("measure", monitor.Measure),
            ("columns", monitor.Columns.IsEmpty ? null : string.Join(", ", monitor.Columns)),
            ("segment", monitor.Segment),
            ("version", monitor.Version),
            ("environment", monitor.Environment),
            ("baseline", BaselineChoices.Describe(monitor.Baseline)),
            ("window", WindowText.Of(monitor.Window)),
            ("offset", OffsetOf(monitor.Window) is { Ticks: > 0 } offset ? WindowText.Of(offset) : null),
            ("threshold.low", Text(monitor.Threshold?.Low)),
            ("threshold.high", Text(monitor.Threshold?.High)),
            ("threshold.relation", monitor.Threshold is { } t ? DatasetMeasures.Word(t.Relation) : null),
            ("severity", DatasetMeasures.Word(monitor.Severity)),
            ("state", DatasetMeasures.Word(monitor.State)),
        ];
    }

    /// <summary>The fields in which two monitors differ; of one that is new, those that are set. Empty when both ask the same, whoever
    /// wrote them and when.</summary>
    public static IReadOnlyList<FieldChange> Between(MonitorDefinition? before, MonitorDefinition after)
    {
        var now = Of(after);
        var then = before is null ? [.. now.Select(f => (f.Name, Text: (string?)null))] : Of(before);
        return [.. then.Zip(now).Where(p => p.First.Text != p.Second.Text)
            .Select(p => new FieldChange(p.First.Name, p.First.Text, p.Second.Text))];
    }

    /// <summary>Where windows by time begin after midnight UTC.</summary>
    public static TimeSpan OffsetOf(WindowDefinition window) => window is WindowDefinition.ByTime byTime ? byTime.Offset : TimeSpan.Zero;

    static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
