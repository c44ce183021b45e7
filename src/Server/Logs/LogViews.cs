using System.Globalization;
using System.Text.Json;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Logs;

/// <summary>Lines as the contract shows them.</summary>
static class LogViews
{
    public static LogLineView Of(LogLine line) => new()
    {
        Number = line.Number,
        Time = line.Time,
        Level = line.Level == LineLevel.None ? null : Words.Of(line.Level),
        Stream = line.Stream == LineStream.None ? null : Words.Of(line.Stream),
        Message = line.Message,
        Source = line.Source,
        Version = line.Version,
        EventId = line.EventId,
        Fields = line.Fields is { } fields ? Parsed(fields) : null,
        Metric = line.Metric == LineMetric.None ? null
            : new LogMetricView(Words.Of(line.Metric), line.MetricNames?.Split(',') ?? [], Reason(line)),
    };

    public static string? Text(LinePlace? place) => place is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"{at.Time.UtcTicks}.{at.Number}") : null;

    public static LinePlace? Place(string? text)
    {
        if (text is null) return null;
        string[] parts = text.Split('.');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return new LinePlace(new DateTimeOffset(ticks, TimeSpan.Zero), number);
        throw ProblemException.InvalidQuery("after", text, "'next' of the page before",
            $"'{ProblemException.Shorten(text)}' is no 'next' of a page of lines.");
    }

    static string? Reason(LogLine line) => line.MetricReason is { } key
        ? MessageCatalog.Engine.Format(Message.Of(key, ("detail", line.MetricDetail ?? "")), Language.English) : null;

    static JsonElement Parsed(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
