namespace Plumbline.Protocol.Ingest;

/// <summary>A line that was rejected.</summary>
public sealed record RejectedLine
{
    /// <summary>Place in the request, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The field that is wrong, such as <c>features.age</c>; empty when it is the whole line.</summary>
    public string Field { get; init; } = "";

    /// <summary>Why, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>In words.</summary>
    public override string ToString() => Field.Length == 0 ? $"line {Index}: {Reason}" : $"line {Index}, {Field}: {Reason}";
}
