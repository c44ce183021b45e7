using System.Text.Json;

namespace Plumbline.Protocol;

/// <summary>Answer of <c>GET /api/v1/models/{model}/logs</c>: lines that a model's program wrote, newest first.</summary>
/// <param name="Lines">A page of them.</param>
/// <param name="Kept">Lines kept of the model, asked for or not.</param>
/// <param name="Forgotten">Lines that went because of their age or to make room.</param>
/// <param name="Next">Value of <c>after</c> for the next page; left out on the last.</param>
public sealed record LogList(IReadOnlyList<LogLineView> Lines, long Kept, long Forgotten, string? Next = null);

/// <summary>One line.</summary>
public sealed record LogLineView
{
    /// <summary>Ascending in the order of receipt.</summary>
    public required long Number { get; init; }

    /// <summary>When it was written, or received where that was not said.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>trace</c>, <c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c> or <c>fatal</c>; null: neither said nor
    /// recognised.</summary>
    public string? Level { get; init; }

    /// <summary><c>stdout</c> or <c>stderr</c>; null: not said.</summary>
    public string? Stream { get; init; }

    /// <summary>The line itself, as it was sent.</summary>
    public required string Message { get; init; }

    /// <summary>Process, container or file it is from.</summary>
    public string? Source { get; init; }

    /// <summary>Version of the model.</summary>
    public string? Version { get; init; }

    /// <summary>Id of the event it speaks of.</summary>
    public string? EventId { get; init; }

    /// <summary>Further fields.</summary>
    public JsonElement? Fields { get; init; }

    /// <summary>What became of the numbers in it; null where it carries none.</summary>
    public LogMetricView? Metric { get; init; }
}

/// <summary>What became of a line that looks like one with metrics.</summary>
/// <param name="Became"><c>became</c>: all of them; <c>partly</c>: some; <c>refused</c>: none.</param>
/// <param name="Names">The metrics it became.</param>
/// <param name="Reason">Why something in it did not, as a sentence; null where nothing was left.</param>
public sealed record LogMetricView(string Became, IReadOnlyList<string> Names, string? Reason = null);

/// <summary>Answer of <c>GET /api/v1/models/{model}/logs/counts</c>: lines by level over time.</summary>
/// <param name="From">Start of the first step.</param>
/// <param name="To">End of the last.</param>
/// <param name="StepSeconds">Length of a step; longer than asked for where there would be too many.</param>
/// <param name="Lines">Lines in all.</param>
/// <param name="Counts">Steps and levels that have lines.</param>
public sealed record LogCounts(DateTimeOffset From, DateTimeOffset To, double StepSeconds, long Lines, IReadOnlyList<LogCountView> Counts);

/// <summary>Lines of a level in a step.</summary>
/// <param name="Level">As of a line; null: neither said nor recognised.</param>
public sealed record LogCountView(DateTimeOffset Start, string? Level, long Lines);
