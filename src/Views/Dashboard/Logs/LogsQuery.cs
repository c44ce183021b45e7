using System.Collections.Immutable;
using System.Text;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>Which lines or metrics of a model are shown. It is the address of the page.</summary>
public sealed record LogsQuery
{
    public required string Model { get; init; }

    public LogsTab Tab { get; init; }

    public LogsRange Range { get; init; } = LogsRange.Day;

    /// <summary>First moment, where a stretch of time was chosen; null: the range counts back from now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included; null: now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Empty: every level.</summary>
    public ImmutableArray<LineLevel> Levels { get; init; } = [];

    public LineStream? Stream { get; init; }

    public string Text { get; init; } = "";

    /// <summary>Id of the event lines speak of; empty: any.</summary>
    public string EventId { get; init; } = "";

    public LineMetric? Became { get; init; }

    /// <summary>True: the page renews itself as lines come.</summary>
    public bool IsLive { get; init; }

    /// <summary>Where the page goes on; null: it is the first.</summary>
    public string? After { get; init; }

    /// <summary>Name of the metric that is looked at; empty: the first.</summary>
    public string Metric { get; init; } = "";

    public string Address
    {
        get
        {
            var address = new StringBuilder("/logs?model=").Append(Uri.EscapeDataString(Model));
            void Add(string name, string? value)
            {
                if (!string.IsNullOrEmpty(value)) address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
            Add("tab", Tab == LogsTab.Lines ? null : "metrics");
            Add("last", Range == LogsRange.Day || From is not null ? null : WordOf(Range));
            Add("from", From is { } start ? ModelQuery.Text(start) : null);
            Add("to", To is { } end ? ModelQuery.Text(end) : null);
            Add("level", string.Join(',', Levels.Select(l => WordOf(l))));
            Add("stream", Stream is { } stream ? WordOf(stream) : null);
            Add("text", Text);
            Add("event", EventId);
            Add("became", Became is { } became ? WordOf(became) : null);
            Add("metric", Metric);
            Add("live", IsLive ? "on" : null);
            Add("after", After);
            return address.ToString();
        }
    }

    public TimeSpan Length => Range switch
    {
        LogsRange.Hour => TimeSpan.FromHours(1),
        LogsRange.Day => TimeSpan.FromDays(1),
        LogsRange.Week => TimeSpan.FromDays(7),
        LogsRange.Month => TimeSpan.FromDays(30),
    };

    /// <summary>True when something but the time is asked for.</summary>
    public bool IsNarrowed => Levels.Length > 0 || Stream is not null || Text.Length > 0 || EventId.Length > 0 || Became is not null;

    /// <summary>The first page of something else, standing still.</summary>
    public LogsQuery First => this with { After = null };

    /// <summary>With a level taken in, or left out where it is in.</summary>
    public LogsQuery Turned(LineLevel level) =>
        First with { Levels = Levels.Contains(level) ? Levels.Remove(level) : [.. Levels.Add(level).Order()] };

    public LogsQuery During(LogsRange range) => First with { Range = range, From = null, To = null };

    public LogsQuery Between(DateTimeOffset from, DateTimeOffset to) => First with { From = from, To = to, IsLive = false };

    public static string WordOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

public enum LogsTab
{
    Lines,
    Metrics,
}

public enum LogsRange
{
    Hour,
    Day,
    Week,
    Month,
}
