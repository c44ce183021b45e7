using System.Collections.Immutable;
using Plumbline.Demo.Scenarios;

namespace Plumbline.Demo;

/// <summary>Four models with thirty days behind them: one has had a broken pipeline, one lives with the week, one goes blind slowly, one is
/// well.</summary>
/// <param name="Start">Midnight UTC of day 1.</param>
public sealed record DemoFleet(DateTimeOffset Start, ImmutableArray<DemoModel> Models)
{
    /// <summary>Whole days of history; the day after them is today.</summary>
    public const int HistoryDays = 30;

    /// <summary>The fleet whose history ends now.</summary>
    /// <param name="seed">The same seed and day give the same fleet.</param>
    /// <param name="now">Some moment of the day after the history.</param>
    public static DemoFleet Of(ulong seed, DateTimeOffset now)
    {
        var start = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-HistoryDays), TimeSpan.Zero);
        return new DemoFleet(start, [new ChurnModel(seed, start), new DeliveryPriceModel(seed, start), new BottleCameraModel(seed, start),
            new CardFraudModel(seed, start)]);
    }

    /// <summary>Day of a moment, from 1.</summary>
    public int DayOf(DateTimeOffset moment) => (int)Math.Floor((moment - Start).TotalDays) + 1;
}
