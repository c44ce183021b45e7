namespace Plumbline.Demo;

/// <summary>A model of the simulated fleet. Everything it does is a pure function of the seed and the event's number.</summary>
public abstract class DemoModel
{
    /// <summary>How often a model reports its own metrics.</summary>
    public static readonly TimeSpan MetricStep = TimeSpan.FromMinutes(10);

    /// <summary>How often a model's program may print something.</summary>
    public static readonly TimeSpan LineStep = TimeSpan.FromMinutes(1);

    readonly DemoSetting _setting;
    readonly Traffic _traffic;

    private protected DemoModel(DemoSetting setting, Traffic traffic) =>
        (_setting, _traffic) = (setting, traffic with { Daily = (int)Math.Max(1, traffic.Daily * setting.Share) });

    /// <summary>As it is registered.</summary>
    public abstract string Name { get; }

    /// <summary>Its builds, the oldest first.</summary>
    public abstract IReadOnlyList<DemoVersion> Versions { get; }

    /// <summary><c>binary</c> or <c>regression</c>.</summary>
    public abstract string Task { get; }

    /// <summary>The positive class of a binary task.</summary>
    public virtual string? Positive => null;

    /// <summary>Score from which on the answer is the positive class; null for a regression.</summary>
    public virtual double? Threshold => null;

    /// <summary>What it sees of a case.</summary>
    public abstract IReadOnlyList<DemoColumn> Columns { get; }

    /// <summary>Features whose values are looked at one by one.</summary>
    public abstract IReadOnlyList<string> Segments { get; }

    /// <summary>Features whose groups must be treated alike.</summary>
    public virtual IReadOnlyList<string> Protected => [];

    /// <summary>Who owns it and what it is for.</summary>
    public abstract IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>The baseline is made of the days 1 to this one.</summary>
    public virtual int BaselineDays => 14;

    /// <summary>Midnight UTC at which a day begins.</summary>
    /// <param name="day">1 is the first day of the history.</param>
    public DateTimeOffset Midnight(int day) => _setting.Start.AddDays(day - 1);

    /// <summary>Events of a day.</summary>
    public int CountOn(int day) => _traffic.CountOn(Midnight(day), new Draws(_setting.Seed, Name, day, -1));

    /// <summary>All events of a day, by time.</summary>
    public IEnumerable<DemoEvent> EventsOn(int day) => Enumerable.Range(0, CountOn(day)).Select(index => Event(day, index));

    /// <summary>One event.</summary>
    /// <param name="day">From 1.</param>
    /// <param name="index">From 0 up to <see cref="CountOn"/>; a later index is a later time.</param>
    public DemoEvent Event(int day, int index)
    {
        var draws = new Draws(_setting.Seed, Name, day, index);
        double share = (index + draws.Uniform()) / CountOn(day);
        DateTimeOffset time = Midnight(day) + _traffic.MomentOf(share);
        return Draw(FormattableString.Invariant($"{Name}-{day:000}-{index:00000}"), time, DayOf(time), ref draws);
    }

    /// <summary>What it reports of itself at one moment.</summary>
    /// <param name="step">Steps of <see cref="MetricStep"/> since the history began.</param>
    public IEnumerable<DemoPoint> PointsAt(int step)
    {
        DateTimeOffset time = _setting.Start + (step * MetricStep);
        return Measure(time, DayOf(time), new Draws(_setting.Seed, Name + " metrics", 0, step)).Select(p =>
            new DemoPoint(p.Name, time, p.Value));
    }

    /// <summary>What its program prints in one minute, by time.</summary>
    /// <param name="step">Steps of <see cref="LineStep"/> since the history began.</param>
    public IEnumerable<DemoLine> LinesAt(int step)
    {
        DateTimeOffset minute = _setting.Start + (step * LineStep);
        var draws = new Draws(_setting.Seed, Name + " lines", 0, step);
        double day = DayOf(minute), second = 20 * draws.Uniform();
        var printed = Service.Lines(this, minute, day, draws).Concat(Print(minute, day, draws));
        return printed.Select((line, i) => line with { Time = minute.AddSeconds(second + i) });
    }

    /// <summary>What its program prints when a call fails.</summary>
    public DemoLine LineOf(DemoEvent failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        return new DemoLine(failed.Time.AddMilliseconds(failed.LatencyMs), "stderr", "service",
            FormattableString.Invariant($"no answer: {failed.Error} after {failed.LatencyMs:0} ms"), "error", failed.Id);
    }

    /// <summary>The build in use at a moment.</summary>
    public string VersionAt(DateTimeOffset time) => VersionAt(DayOf(time));

    /// <summary>Events of an hour of a day.</summary>
    internal int CountIn(DateTimeOffset hour) =>
        (int)Math.Round(CountOn((int)DayOf(hour)) * _traffic.Hours[hour.Hour] / _traffic.Hours.Sum());

    /// <summary>The build in use at a moment.</summary>
    private protected string VersionAt(double day) => Versions.Last(v => v.Role != "challenger" && v.FromDay <= day).Name;

    /// <summary>Draws what happens in one event.</summary>
    /// <param name="day">With its fraction: 22.5 is noon of day 22.</param>
    private protected abstract DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws);

    /// <summary>Draws what the service measures of itself.</summary>
    private protected abstract IReadOnlyList<(string Name, double Value)> Measure(DateTimeOffset time, double day, Draws draws);

    /// <summary>Prints what belongs to this model alone; the times are set later.</summary>
    /// <param name="minute">When; the minute is whole.</param>
    private protected abstract IEnumerable<DemoLine> Print(DateTimeOffset minute, double day, Draws draws);

    /// <summary>True in the one minute in which something happens.</summary>
    internal static bool IsNow(double day, double moment) => Math.Abs(day - moment) * 1_440 < .5;

    private protected static DemoLine Out(string source, FormattableString message, string level = "info") =>
        new(default, "stdout", source, FormattableString.Invariant(message), level);

    private protected static DemoLine Err(string source, FormattableString message, string level = "warning") =>
        new(default, "stderr", source, FormattableString.Invariant(message), level);

    private protected static IEnumerable<DemoColumn> Of(string type, params IEnumerable<string> names) =>
        names.Select(n => new DemoColumn(n, type));

    private protected static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));

    private protected static double Round(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);

    /// <summary>How busy an hour is against the middle of the day: 0 to about 1.</summary>
    private protected double BusyAt(DateTimeOffset time) => _traffic.Hours[time.Hour] / _traffic.Hours.Max();

    double DayOf(DateTimeOffset time) => (time - _setting.Start).TotalDays + 1;
}

/// <summary>What the models of a fleet share.</summary>
/// <param name="Seed">The same seed and day give the same fleet.</param>
/// <param name="Start">Midnight UTC of day 1.</param>
/// <param name="Share">Share of the usual traffic, above 0; below 1 for a smaller and quicker history.</param>
sealed record DemoSetting(ulong Seed, DateTimeOffset Start, double Share);
