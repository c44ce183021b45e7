namespace Plumbline.Demo;

/// <summary>How many events a day has and when they happen.</summary>
/// <param name="Daily">Events of an average day.</param>
/// <param name="Hours">Weight of each of the 24 hours UTC.</param>
/// <param name="Weekdays">Weight of each day, Sunday first.</param>
sealed record Traffic(int Daily, IReadOnlyList<double> Hours, IReadOnlyList<double> Weekdays)
{
    /// <summary>Share by which the number of events of a day scatters.</summary>
    const double Scatter = .02;

    /// <summary>The same at every hour of every day.</summary>
    public static Traffic Even(int daily) => new(daily, Same(24), Same(7));

    /// <summary>Busy by day, quiet by night, alike on all days.</summary>
    public static Traffic Daytime(int daily) =>
        new(daily, [1, .7, .5, .4, .5, .8, 1.5, 2.5, 3.4, 3.9, 4.1, 4.2, 4.3, 4.2, 4.1, 4, 4, 4.2, 4.5, 4.6, 4.2, 3.4, 2.4, 1.5], Same(7));

    /// <summary>Two rushes a day and fewer orders at the weekend.</summary>
    public static Traffic Deliveries(int daily) =>
        new(daily, [.3, .2, .1, .1, .2, .6, 1.6, 3.2, 4.6, 4.4, 3.9, 4.2, 5.2, 4.6, 3.8, 3.7, 4.4, 5.6, 6.2, 5.4, 3.9, 2.4, 1.3, .6],
            [.55, 1.05, 1, 1, 1.1, 1.3, .8]);

    public int CountOn(DateTimeOffset midnight, Draws draws)
    {
        double weight = Weekdays[(int)midnight.DayOfWeek] / (Weekdays.Sum() / 7);
        return (int)Math.Round(Daily * weight * (1 + (Scatter * Math.Clamp(draws.Normal(), -3, 3))));
    }

    /// <summary>Moment of an event within its day; later events are later.</summary>
    /// <param name="share">In [0, 1): the share of the day's events before it.</param>
    public TimeSpan MomentOf(double share)
    {
        double at = share * Hours.Sum();
        int hour = 0;
        while (hour < Hours.Count - 1 && at >= Hours[hour]) at -= Hours[hour++];
        long ticks = (long)((hour + Math.Min(at / Hours[hour], 1)) * TimeSpan.TicksPerHour);
        return new TimeSpan(Math.Min(ticks, TimeSpan.TicksPerDay - TimeSpan.TicksPerMillisecond));
    }

    static double[] Same(int count) => [.. Enumerable.Repeat(1d, count)];
}
