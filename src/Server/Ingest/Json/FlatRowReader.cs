using System.Text.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Json;

/// <summary>Reads rows that are objects of a few fields, each at most once and none within another.</summary>
/// <param name="noun">What a row is, with its article.</param>
/// <param name="fields">The fields it has, for those who sent another.</param>
abstract class FlatRowReader(string noun, string fields) : RowReader
{
    long _bytes;

    internal override int Rows => Row;

    internal override long Bytes => _bytes;

    internal override bool IsFull => Row >= IngestLimits.BatchRows || _bytes >= IngestLimits.BatchBytes;

    /// <summary>The row being read.</summary>
    protected int Row { get; private set; }

    internal override RowOutcome Read(ref Utf8JsonReader reader, long index)
    {
        if (!reader.Read()) return RowOutcome.Incomplete;
        if (reader.TokenType != JsonTokenType.StartObject) return Reject("", $"{noun} is a JSON object.", ref reader);
        Begin();
        int seen = 0;
        while (true)
        {
            if (!reader.Read()) return RowOutcome.Incomplete;
            if (reader.TokenType == JsonTokenType.EndObject) return Finish();
            if (!TryText(ref reader, out ReadOnlySpan<byte> name)) return Reject("", "A property name has a broken escape.", ref reader);
            int field = BitOf(name);
            if (field == 0) return Reject(Shown(name), $"{noun} has no such field. It has {fields}.");
            if ((seen & field) != 0) return Reject(Shown(name), "The field is there twice.");
            seen |= field;
            if (!reader.Read()) return RowOutcome.Incomplete;
            RowOutcome outcome = ReadField(field, ref reader);
            if (outcome != RowOutcome.Good) return outcome;
        }
    }

    internal override void Keep(int bytes)
    {
        Row++;
        _bytes += bytes;
    }

    /// <summary>Makes room for a row and gives it its defaults.</summary>
    protected abstract void Begin();

    /// <summary>A bit of its own for each field; 0 for a name that is none.</summary>
    protected abstract int BitOf(ReadOnlySpan<byte> name);

    protected abstract RowOutcome ReadField(int bit, ref Utf8JsonReader reader);

    /// <summary>The object is over: is all there that must be?</summary>
    protected abstract RowOutcome Finish();

    /// <summary>The batch was taken; the next row is the first of another.</summary>
    protected void Restart() => (Row, _bytes) = (0, 0);
}
