using System.Globalization;

namespace Plumbline.Server.Dashboard;

/// <summary>Where the stream of changes was at a moment.</summary>
/// <param name="Run">Of which start of the server.</param>
/// <param name="Number">Of the last change that was told.</param>
sealed record StreamState(string Run, long Number)
{
    const int Longest = 40;

    /// <summary>As pages and browsers hold it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run}.{Number}");

    /// <summary>A state as a browser sends it back; null: it sent none. What cannot be read is a state of another start.</summary>
    public static StreamState? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        int dot = text.Length > Longest ? -1 : text.LastIndexOf('.');
        return dot > 0 && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? new StreamState(text[..dot], number) : new StreamState("", 0);
    }
}
