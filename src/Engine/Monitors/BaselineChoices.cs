using System.Diagnostics;
using System.Globalization;
using Plumbline.Engine.Operations;

namespace Plumbline.Engine.Monitors;

/// <summary>What the choices of a baseline ask for.</summary>
public static class BaselineChoices
{
    /// <summary>Windows that tell how many rows are usual, where the choice says nothing else.</summary>
    public const int UsualWindows = 28;

    /// <summary>The windows whose cells are merged into the baseline, oldest first; empty where the choice is not made of windows of the
    /// same events (a frozen baseline, nothing) and the window itself for another version.</summary>
    public static IReadOnlyList<Window> WindowsOf(BaselineChoice choice, Window window) => choice switch
    {
        BaselineChoice.Rolling rolling => Windows.Before(window, rolling.Windows),
        BaselineChoice.Seasonal seasonal => Windows.WeeksBefore(window, seasonal.Weeks),
        BaselineChoice.OfVersion => [window],
        BaselineChoice.Named or BaselineChoice.Nothing => [],
        _ => throw new UnreachableException(),
    };

    /// <summary>The windows whose rows may tell how many are usual, each once, oldest first: those of the choice where it is made of past
    /// windows, else the <see cref="UsualWindows"/> before; for a season both.</summary>
    /// <param name="choice">The monitor's.</param>
    /// <param name="window">The window that is judged.</param>
    public static IReadOnlyList<Window> EarlierWindows(BaselineChoice choice, Window window) => choice switch
    {
        BaselineChoice.Rolling => WindowsOf(choice, window),
        BaselineChoice.Seasonal => [.. WindowsOf(choice, window).Union(Windows.Before(window, UsualWindows)).OrderBy(w => w.Start)],
        _ => Windows.Before(window, UsualWindows),
    };

    /// <summary>Rows of <see cref="EarlierWindows"/>, from the first that had any: of a season its own, and until enough weeks are known to
    /// tell it from, those of the windows right before.</summary>
    /// <param name="choice">The monitor's.</param>
    /// <param name="window">The window that is judged.</param>
    /// <param name="rowsOf">Counts the rows of a window.</param>
    public static EarlierRows EarlierRows(BaselineChoice choice, Window window, Func<Window, long> rowsOf)
    {
        // Windows from before the first event say nothing about what is usual.
        List<long> Known(IEnumerable<Window> windows) => [.. windows.Select(rowsOf).SkipWhile(r => r == 0)];
        if (choice is not BaselineChoice.Seasonal) return new EarlierRows(Known(EarlierWindows(choice, window)));
        var season = Known(WindowsOf(choice, window));
        return season.Count >= VolumeForecast.LeastWindows ? new EarlierRows(season)
            : new EarlierRows(Known(Windows.Before(window, UsualWindows))) { YoungSeason = season };
    }

    /// <summary>The choice in the words of a monitors file: <c>default</c>, <c>rolling:4</c>, <c>seasonal:3</c>, <c>version:2.1</c>,
    /// <c>none</c>. A frozen baseline whose name could be taken for another choice is written <c>named:NAME</c>.</summary>
    public static string Describe(BaselineChoice choice) => choice switch
    {
        BaselineChoice.Named named => named.Name is "none" || named.Name.Contains(':', StringComparison.Ordinal) ? "named:" + named.Name
            : named.Name,
        BaselineChoice.Rolling rolling => "rolling:" + rolling.Windows.ToString(CultureInfo.InvariantCulture),
        BaselineChoice.Seasonal seasonal => "seasonal:" + seasonal.Weeks.ToString(CultureInfo.InvariantCulture),
        BaselineChoice.OfVersion other => "version:" + other.Version,
        BaselineChoice.Nothing => "none",
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads what <see cref="Describe"/> writes; null for anything else.</summary>
    public static BaselineChoice? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return text == "none" ? new BaselineChoice.Nothing() : text.Length > 0 ? new BaselineChoice.Named(text) : null;
        string rest = text[(colon + 1)..];
        bool isNumber = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return text[..colon] switch
        {
            "rolling" when isNumber && number is >= 1 and <= 100 => new BaselineChoice.Rolling(number),
            "seasonal" when isNumber && number is >= 1 and <= 26 => new BaselineChoice.Seasonal(number),
            "version" when rest.Length > 0 => new BaselineChoice.OfVersion(rest),
            "named" when rest.Length > 0 => new BaselineChoice.Named(rest),
            _ => null,
        };
    }
}
