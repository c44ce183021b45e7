using System.Globalization;
using System.Text.Json;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Reads;

/// <summary>Stored events as the HTTP contract shows them.</summary>
static class EventViews
{
    public static EventView Of(EventRow row) => new(row.Seq, row.Id, row.Time, row.ReceivedAt,
        row.Values.ToDictionary(v => v.Key, v => Json(v.Value), StringComparer.Ordinal), row.Truth is null ? null : Json(row.Truth),
            row.TruthKnownAt,
        row.Tags is { Length: > 0 } tags ? JsonElement.Parse(tags) : null);

    /// <summary>Where the next page begins, as text.</summary>
    public static string? Text(EventCursor? cursor) =>
        cursor is null ? null : string.Create(CultureInfo.InvariantCulture, $"{cursor.Time.UtcTicks}.{cursor.Seq}");

    public static EventCursor? Cursor(string? text)
    {
        if (text is null) return null;
        string[] parts = text.Split('.');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && ticks <= DateTime.MaxValue.Ticks && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long seq))
            return new EventCursor(new DateTimeOffset(ticks, TimeSpan.Zero), seq);
        throw ProblemException.InvalidQuery("after", text, "the 'next' of the page before",
            $"'{ProblemException.Shorten(text)}' does not continue a list; take 'next' of the page before.");
    }

    // JSON has no NaN and no infinity: they are told by name, as they were sent.
    static JsonElement Json(object? value) => value switch
    {
        null => JsonSerializer.SerializeToElement<string?>(null),
        double number when !double.IsFinite(number) => JsonSerializer.SerializeToElement(number.ToString(CultureInfo.InvariantCulture)),
        double number => JsonSerializer.SerializeToElement(number),
        bool flag => JsonSerializer.SerializeToElement(flag),
        DateTimeOffset time => JsonSerializer.SerializeToElement(time),
        IEnumerable<float> vector => JsonSerializer.SerializeToElement(vector.Select(v => float.IsFinite(v) ? v : (float?)null)),
        _ => JsonSerializer.SerializeToElement(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
