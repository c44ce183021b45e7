namespace Plumbline.Server.Reads;

/// <summary>A stretch of time cut into steps of equal length, at most <see cref="Most"/> of them.</summary>
readonly record struct Steps
{
    public const int Most = 1_000;

    readonly DateTimeOffset _from;
    readonly TimeSpan _asked;

    /// <summary>Cuts a stretch of time.</summary>
    /// <param name="from">Where the first step begins.</param>
    /// <param name="to">Where the last one ends.</param>
    /// <param name="asked">The length that was asked for; a whole multiple of it is taken where that would give too many.</param>
    public Steps(DateTimeOffset from, DateTimeOffset to, TimeSpan asked)
    {
        (_from, _asked) = (from, asked);
        Length = asked * Math.Max(1, Math.Ceiling((to - from) / asked / Most));
    }

    public TimeSpan Length { get; }

    /// <summary>Start of the step a moment falls into.</summary>
    public DateTimeOffset StartOf(DateTimeOffset moment) => Start(moment, Length);

    /// <summary>How many of the steps that were asked for have something in them.</summary>
    public int CountAsked(IEnumerable<DateTimeOffset> moments)
    {
        var (from, asked) = (_from, _asked);
        return moments.Select(m => Math.Floor((m - from) / asked)).Distinct().Count();
    }

    DateTimeOffset Start(DateTimeOffset moment, TimeSpan length) => _from + (Math.Floor((moment - _from) / length) * length);
}
