namespace Plumbline.Demo;

/// <summary>A model of the simulated fleet. Everything it does is a pure function of the seed and the event's number.</summary>
public abstract class DemoModel
{
    readonly ulong _seed;
    readonly DateTimeOffset _start;
    readonly Traffic _traffic;

    private protected DemoModel(ulong seed, DateTimeOffset start, Traffic traffic) => (_seed, _start, _traffic) = (seed, start, traffic);

    /// <summary>As it is registered.</summary>
    public abstract string Name { get; }

    /// <summary>Version its events carry.</summary>
    public abstract string Version { get; }

    /// <summary><c>binary</c> or <c>regression</c>.</summary>
    public abstract string Task { get; }

    /// <summary>The positive class of a binary task.</summary>
    public virtual string? Positive => null;

    /// <summary>Features whose values are looked at one by one.</summary>
    public abstract IReadOnlyList<string> Segments { get; }

    /// <summary>The baseline is made of the days 1 to this one.</summary>
    public virtual int BaselineDays => 14;

    /// <summary>Midnight UTC at which a day begins.</summary>
    /// <param name="day">1 is the first day of the history.</param>
    public DateTimeOffset Midnight(int day) => _start.AddDays(day - 1);

    /// <summary>Events of a day.</summary>
    public int CountOn(int day) => _traffic.CountOn(Midnight(day), new Draws(_seed, Name, day, -1));

    /// <summary>All events of a day, by time.</summary>
    public IEnumerable<DemoEvent> EventsOn(int day) => Enumerable.Range(0, CountOn(day)).Select(index => Event(day, index));

    /// <summary>One event.</summary>
    /// <param name="day">From 1.</param>
    /// <param name="index">From 0 up to <see cref="CountOn"/>; a later index is a later time.</param>
    public DemoEvent Event(int day, int index)
    {
        var draws = new Draws(_seed, Name, day, index);
        double share = (index + draws.Uniform()) / CountOn(day);
        DateTimeOffset time = Midnight(day) + _traffic.MomentOf(share);
        return Draw(FormattableString.Invariant($"{Name}-{day:000}-{index:00000}"), time, (time - _start).TotalDays + 1, ref draws);
    }

    /// <summary>Draws what happens in one event.</summary>
    /// <param name="day">With its fraction: 22.5 is noon of day 22.</param>
    private protected abstract DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws);

    private protected static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));

    private protected static double Round(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}
