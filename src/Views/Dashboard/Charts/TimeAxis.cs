using Plumbline.Views.Charts;

namespace Plumbline.Views.Dashboard;

/// <summary>Time from left to right.</summary>
readonly record struct TimeAxis(DateTimeOffset From, DateTimeOffset To, double Start, double End)
{
    static readonly TimeSpan[] s_steps =
    [
        .. new[] { 1, 3, 6, 12 }.Select(h => TimeSpan.FromHours(h)),
        .. new[] { 1, 2, 7, 10, 14, 28, 91, 364 }.Select(d => TimeSpan.FromDays(d)),
    ];

    const double Small = 400;

    public double At(DateTimeOffset moment) => To <= From ? Start : Start + (Math.Clamp((moment - From) / (To - From), 0,
        1) * (End - Start));

    public string X(DateTimeOffset moment) => Px.Of(At(moment));

    /// <summary>Moments to be named, in the viewer's days and hours.</summary>
    public IEnumerable<(double X, string Text)> Ticks(Viewer viewer)
    {
        var span = To - From;
        // A drawing for a phone has larger letters and little room.
        double room = End - Start < Small ? Math.Max(2, (End - Start) / 72) : Math.Max(5, (End - Start) / 90);
        var step = s_steps.FirstOrDefault(s => span / s <= room, s_steps[^1]);
        var midnight = new DateTimeOffset(viewer.Local(From).Date, viewer.Local(From).Offset);
        for (var at = midnight; at <= To; at += step)
            if (at >= From) yield return (At(at), step < TimeSpan.FromDays(1) && viewer.Local(at).TimeOfDay != TimeSpan.Zero
                ? viewer.Local(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) : viewer.DayText(at));
    }
}
