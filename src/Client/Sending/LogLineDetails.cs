namespace Plumbline.Client;

/// <summary>What is known of a line beside its text. Everything may be left out.</summary>
public sealed record LogLineDetails
{
    /// <summary>When it was printed; null: now.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary><c>trace</c>, <c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c> or <c>fatal</c>; null: recognised from the
    /// line.</summary>
    public string? Level { get; init; }

    /// <summary><c>stdout</c> or <c>stderr</c>; null: not said.</summary>
    public string? Stream { get; init; }

    /// <summary>Process, container or file it is from, at most 200 bytes.</summary>
    public string? Source { get; init; }

    /// <summary>Version of the model; null: that of the sender's options.</summary>
    public string? Version { get; init; }

    /// <summary>Id of the event it speaks of, at most 200 bytes.</summary>
    public string? EventId { get; init; }
}
