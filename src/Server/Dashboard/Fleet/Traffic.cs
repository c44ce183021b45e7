namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>How a model is used: rows and latency of the last 24 hours and day by day.</summary>
/// <param name="Rows">Of the last 24 hours.</param>
/// <param name="PerDay">Whole UTC days, oldest first, then the last 24 hours.</param>
/// <param name="P95">Of the last 24 hours, in milliseconds; NaN when unknown.</param>
/// <param name="P95PerDay">As <paramref name="PerDay"/>.</param>
sealed record Traffic(long Rows, IReadOnlyList<double> PerDay, double P95, IReadOnlyList<double> P95PerDay)
{
    public static Traffic None { get; } = new(0, [], double.NaN, []);
}
