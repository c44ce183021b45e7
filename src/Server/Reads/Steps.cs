namespace Plumbline.Server.Reads;

/// <summary>A stretch of time cut into steps of equal length, at most <see cref="Most"/> of them and one more at its ends. Steps begin at
/// whole multiples of their length in UTC, so that the hours and days cells are added up to lie within them.</summary>
readonly record struct Steps
{
    public const int Most = 1_000;

    static readonly TimeSpan[] s_usual = [.. new[] { .25, .5, 1, 2, 3, 4, 6, 8, 12, 24, 48, 7 * 24 }.Select(TimeSpan.FromHours)];

    readonly TimeSpan _asked;

    /// <summary>Cuts a stretch of time.</summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    /// <param name="asked">The length that was asked for; where that would give too many, a usual length that is a whole multiple of
    /// it is taken, or else any.</param>
    public Steps(DateTimeOffset from, DateTimeOffset to, TimeSpan asked)
    {
        _asked = asked;
        double times = Math.Max(1, Math.Ceiling((to - from) / asked / Most));
        var usual = Array.Find(s_usual, s => s >= asked * times && s.Ticks % asked.Ticks == 0);
        Length = times > 1 && usual > TimeSpan.Zero ? usual : asked * times;
    }

    public TimeSpan Length { get; }

    /// <summary>Start of the step a moment falls into.</summary>
    public DateTimeOffset StartOf(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % Length.Ticks), TimeSpan.Zero);

    /// <summary>How many of the steps that were asked for have something in them.</summary>
    public int CountAsked(IEnumerable<DateTimeOffset> moments)
    {
        long ticks = _asked.Ticks;
        return moments.Select(m => m.UtcTicks / ticks).Distinct().Count();
    }
}
