namespace Plumbline.Engine.Columns;

/// <summary>Short texts in UTF-8, one after the other in one buffer.</summary>
/// <param name="bytes">The texts end to end.</param>
/// <param name="ends">Where each ends, ascending; the first starts at 0.</param>
public sealed class TextValues(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<int> ends)
{
    public static TextValues None { get; } = new(default, default);

    public int Count => Ends.Length;

    /// <summary>The texts end to end.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Where each text ends.</summary>
    public ReadOnlyMemory<int> Ends { get; } = ends;

    /// <summary>One text.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var all = Ends.Span;
            int start = row == 0 ? 0 : all[row - 1];
            return Bytes.Span[start..all[row]];
        }
    }
}
