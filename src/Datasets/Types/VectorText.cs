using System.Buffers.Text;

namespace Plumbline.Datasets.Types;

/// <summary>Vectors written as <c>[0.1, 2, -3e4]</c>.</summary>
static class VectorText
{
    /// <summary>Counts the numbers; false when the text is not a list of numbers, or an empty one.</summary>
    internal static bool TryCount(ReadOnlySpan<byte> text, out int count) => TryRead(text, [], out count) && count > 0;

    /// <summary>Reads the numbers into <paramref name="values"/> as far as it reaches, and counts all of them.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, Span<float> values, out int count)
    {
        count = 0;
        text = NumberText.Trim(text);
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']') return false;
        text = text[1..^1];
        while ((text = NumberText.Trim(text)).Length > 0)
        {
            if (count > 0)
            {
                if (text[0] == ',') text = NumberText.Trim(text[1..]);
            }
            if (!Utf8Parser.TryParse(text, out float value, out int used)) return false;
            if (count < values.Length) values[count] = value;
            count++;
            text = text[used..];
            if (text.Length > 0 && text[0] is not ((byte)',' or (byte)' ')) return false;
        }
        return true;
    }
}
