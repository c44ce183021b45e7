using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Fleet;

/// <summary>How a model is used.</summary>
/// <param name="Days">Whole UTC days, oldest first, then the last 24 hours.</param>
sealed record Traffic(IReadOnlyList<TrafficDay> Days)
{
    public static Traffic None { get; } = new([]);

    /// <summary>Of the last 24 hours.</summary>
    public long Rows => Days is [.., var last] ? last.Rows : 0;

    /// <summary>Of the last 24 hours, in milliseconds; NaN when unknown.</summary>
    public double P95 => Days is [.., var last] ? last.P95 : double.NaN;

    public IReadOnlyList<double> RowsPerDay { get; } = [.. Days.Select(d => (double)d.Rows)];

    public IReadOnlyList<double> P95PerDay { get; } = [.. Days.Select(d => d.P95)];
}
