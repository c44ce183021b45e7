using Microsoft.AspNetCore.Mvc;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Reads;

namespace Plumbline.Server.Logs;

/// <summary>Which lines a request asks for.</summary>
sealed class LogQuery
{
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [FromQuery(Name = "level")]
    public string? Level { get; init; }

    [FromQuery(Name = "stream")]
    public string? Stream { get; init; }

    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    [FromQuery(Name = "event")]
    public string? Event { get; init; }

    [FromQuery(Name = "became")]
    public string? Became { get; init; }

    public LineQuery Of(int model) => new()
    {
        Model = model,
        From = ReadQuery.Time("from", From),
        To = ReadQuery.Time("to", To),
        Levels = [.. ReadQuery.Names(Level).Select(l => ReadQuery.Word<LineLevel>("level", l) ?? LineLevel.None)],
        Stream = ReadQuery.Word<LineStream>("stream", Stream),
        Text = Sought(Text),
        EventId = string.IsNullOrEmpty(Event) ? null : Event,
        Metric = ReadQuery.Word<LineMetric>("became", Became),
    };

    public static string? Sought(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length <= 1_000 ? text
        : throw ProblemException.InvalidQuery("text", text, "at most 1000 characters",
            "The text to look for has more than 1000 characters.");
}
