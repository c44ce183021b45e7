using System.Text;
using System.Text.Json;

namespace Plumbline.Server.Ingest.Json;

/// <summary>Reads the JSON objects of a request one by one into the batch being built.</summary>
abstract class RowReader
{
    const int LongestValue = 40;

    byte[] _scratch = new byte[256];

    /// <summary>What was wrong with the row just rejected.</summary>
    internal Rejection Rejection { get; private set; }

    /// <summary>Rows of the batch.</summary>
    internal abstract int Rows { get; }

    /// <summary>Bytes the rows of the batch were read from.</summary>
    internal abstract long Bytes { get; }

    /// <summary>True when a row of the batch has the time of receipt for want of its own.</summary>
    internal virtual bool HasMadeTimes => false;

    /// <summary>True when the batch should be written before more is read.</summary>
    internal abstract bool IsFull { get; }

    /// <summary>Reads one object. Until <see cref="Keep"/> it is not part of the batch.</summary>
    /// <param name="reader">Before the object.</param>
    /// <param name="index">Its place in the request.</param>
    internal abstract RowOutcome Read(ref Utf8JsonReader reader, long index);

    /// <summary>The row just read is part of the batch.</summary>
    /// <param name="bytes">How long it was.</param>
    internal abstract void Keep(int bytes);

    /// <summary>Takes the row back that was read last and not kept.</summary>
    internal abstract void TakeBack();

    protected RowOutcome Reject(string field, Why why, string? value = null)
    {
        Rejection = new Rejection(0, field, why.Reason, value, why.Limit);
        return RowOutcome.Rejected;
    }

    protected RowOutcome Reject(string field, Why why, ref Utf8JsonReader reader) => Reject(field, why, Shown(ref reader));

    /// <summary>The text of a string or property name, without its escapes. Holds until the next call.</summary>
    /// <returns>False when its escapes are no text.</returns>
    protected bool TryText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return true;
        if (_scratch.Length < text.Length) _scratch = new byte[Math.Max(text.Length, _scratch.Length * 2)];
        try
        {
            text = _scratch.AsSpan(0, reader.CopyString(_scratch));
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: an escape that names no character.
            return false;
        }
    }

    internal static string Shown(ReadOnlySpan<byte> value) =>
        value.Length <= LongestValue ? Encoding.UTF8.GetString(value) : Encoding.UTF8.GetString(value[..LongestValue]) + "...";

    static string Shown(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "{...}",
        JsonTokenType.StartArray => "[...]",
        JsonTokenType.String => $"\"{Shown(reader.ValueSpan)}\"",
        _ => Shown(reader.ValueSpan),
    };
}

/// <summary>What became of a row.</summary>
enum RowOutcome
{
    Good,
    Rejected,

    /// <summary>The bytes end before the object does.</summary>
    Incomplete,
}
