using System.Globalization;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Moments as the database holds them: microseconds since 1970 UTC.</summary>
static class Moments
{
    // Microseconds from the year 1 to 1970: cells start at whole multiples since then, also before 1970.
    const long Epoch = 62_135_596_800_000_000;

    static readonly long s_cell = CellKey.Smallest.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>SQL for the start of the cell of the column <c>time</c>.</summary>
    internal static string CellOfTime { get; } =
        string.Create(CultureInfo.InvariantCulture, $"(((time + {Epoch}) // {s_cell}) * {s_cell} - {Epoch})");

    internal static long Microseconds(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The first whole microsecond at or after a moment: bounds finer than the stored times lose nothing.</summary>
    internal static long Ceiling(DateTimeOffset moment) =>
        Microseconds(moment) + (moment > DateTimeOffset.UnixEpoch && moment.UtcTicks % TimeSpan.TicksPerMicrosecond > 0 ? 1 : 0);

    internal static DateTimeOffset Moment(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
