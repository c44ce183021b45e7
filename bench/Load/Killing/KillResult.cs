using System.Globalization;

namespace Plumbline.Load.Killing;

/// <summary>What came of all rounds.</summary>
public sealed record KillResult
{
    public required int Rounds { get; init; }

    /// <summary>Kills beside those under load.</summary>
    public required int KilledWhileStarting { get; init; }

    /// <summary>Lines of different requests.</summary>
    public required long Sent { get; init; }

    public required long Accepted { get; init; }

    public required long Duplicates { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Different events.</summary>
    public required long Events { get; init; }

    /// <summary>Different events with a truth.</summary>
    public required long Truths { get; init; }

    /// <summary>Requests that were sent again because nobody had answered.</summary>
    public required long Repeated { get; init; }

    /// <summary>From the start of the process until it was ready.</summary>
    public required TimeSpan SlowestStart { get; init; }

    /// <summary>Broken promises, each a sentence.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    /// <summary>As a Markdown table.</summary>
    public string Table => string.Create(CultureInfo.InvariantCulture, $"""
        A real server takes events and truths from four senders, is killed (`kill -9`) at a random moment and started again.
        What is compared is told in bench/README.md.

        | what | how many |
        |---|---:|
        | kills under load | {Rounds} |
        | kills while starting | {KilledWhileStarting} |
        | different events, each looked up by its id after every start | {Events:N0} |
        | of these with a truth, compared with what was sent | {Truths:N0} |
        | requests sent again because nobody had answered | {Repeated:N0} |
        | lines: accepted + duplicates + refused = sent | {Accepted:N0} + {Duplicates:N0} + {Rejected:N0} = {Sent:N0} |
        | slowest start until ready | {SlowestStart.TotalSeconds:0.00} s |
        | broken promises | {Wrong.Count} |
        """) + (Wrong.Count == 0 ? "\n" : "\n\n" + string.Join('\n', Wrong.Select(w => "- " + w)) + "\n");
}
