using System.Collections.Immutable;
using Plumbline.Demo.Scenarios;

namespace Plumbline.Demo;

/// <summary>Four models with thirty days behind them: one has a broken pipeline, one lives with the week, one goes blind slowly, one is
/// well.</summary>
/// <param name="Start">Midnight UTC of day 1.</param>
public sealed record DemoFleet(DateTimeOffset Start, ImmutableArray<DemoModel> Models)
{
    /// <summary>Whole days of history; the day after them is today.</summary>
    public const int HistoryDays = 30;

    /// <summary>The fleet whose history ends now.</summary>
    /// <param name="seed">The same seed and day give the same fleet.</param>
    /// <param name="now">Some moment of the day after the history.</param>
    /// <param name="share">Share of the usual traffic, above 0; below 1 for a smaller and quicker history.</param>
    public static DemoFleet Of(ulong seed, DateTimeOffset now, double share = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        var start = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-HistoryDays), TimeSpan.Zero);
        var setting = new DemoSetting(seed, start, share);
        return new DemoFleet(start, [new ChurnModel(setting), new DeliveryPriceModel(setting), new BottleCameraModel(setting),
            new CardFraudModel(setting)]);
    }

    /// <summary>Day of a moment, from 1.</summary>
    public int DayOf(DateTimeOffset moment) => (int)Math.Floor((moment - Start).TotalDays) + 1;
}
