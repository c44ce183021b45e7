using Plumbline.Engine.Messages;
using Plumbline.Engine.Operations;

namespace Plumbline.Engine.Monitors;

/// <summary>Values of a monitor's measures as its reasons say them, in their own units.</summary>
static class ReasonFigures
{
    /// <summary>23.8 %, 163 ms, 7200 s; without a unit where the measure has none.</summary>
    public static string Of(string measure, double value)
    {
        if (!double.IsFinite(value) || CustomMetric.TryParse(measure, out _)) return MessageNumbers.Short(value);
        if (measure.EndsWith("_share", StringComparison.Ordinal)) return MessageNumbers.Percent(value);
        if (measure.StartsWith("latency_", StringComparison.Ordinal)) return MessageNumbers.Short(value) + " ms";
        return MessageNumbers.Short(value) + (measure == MonitorMeasures.Age ? " s" : "");
    }
}
