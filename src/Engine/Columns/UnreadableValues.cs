namespace Plumbline.Engine.Columns;

/// <summary>Values that are present but not of the column's type.</summary>
/// <param name="Count">How many rows.</param>
/// <param name="FirstLine">Line (text files) or row (others) of the first, 1-based; null when there is none.</param>
/// <param name="Example">The first such text, at most 80 characters; null when there is none.</param>
public sealed record UnreadableValues(long Count, long? FirstLine, string? Example)
{
    public static UnreadableValues None { get; } = new(0, null, null);
}
