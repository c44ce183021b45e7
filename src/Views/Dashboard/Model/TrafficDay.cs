namespace Plumbline.Views.Dashboard;

/// <summary>How a model was used in a stretch of time.</summary>
/// <param name="P50">Latency in milliseconds; NaN when unknown. So are the others.</param>
/// <param name="Errors">Rows with an error; null when the model sends none.</param>
public sealed record TrafficDay(DateTimeOffset From, DateTimeOffset To, long Rows, double P50, double P95, double P99, long? Errors);
