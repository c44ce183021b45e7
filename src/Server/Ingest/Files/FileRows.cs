using System.Text.Json;
using System.Text.Unicode;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Has the rows of a file read as the events or truths they would be in JSON. A broken row is refused alone.</summary>
abstract class FileRows(RowReader reader) : IBodyRows
{
    readonly List<Refusal> _refusals = [];

    public long Count { get; private set; }

    public long Good { get; private set; }

    public long Refused => Count - Good;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public BodyFault? Fault { get; private set; }

    public bool IsDone { get; protected set; }

    /// <summary>True when the batch should be written before more is read.</summary>
    protected bool IsFull => reader.IsFull;

    public abstract int Read(ReadOnlySpan<byte> bytes, bool isFinal);

    /// <summary>Has a row read.</summary>
    protected void Take(ReadOnlySpan<byte> json)
    {
        if (json.Length > IngestLimits.RowBytes)
        {
            Refuse("", $"The row is longer than {IngestLimits.RowBytes} bytes.");
            return;
        }
        if (!Utf8.IsValid(json))
        {
            Refuse("", "The row is not UTF-8.");
            return;
        }
        Count++;
        var tokens = new Utf8JsonReader(json, isFinalBlock: true, default);
        if (reader.Read(ref tokens, Count - 1) == RowOutcome.Good)
        {
            Good++;
            reader.Keep(json.Length);
            return;
        }
        reader.TakeBack();
        Note(reader.Refusal);
    }

    protected void Refuse(string field, string reason, ReadOnlySpan<byte> value = default)
    {
        Count++;
        Note(new Refusal(0, field, reason, value.IsEmpty ? null : RowReader.Shown(value)));
    }

    /// <summary>The rest cannot be read.</summary>
    protected void End(BodyFault fault) => (Fault, IsDone) = (fault, true);

    void Note(Refusal refusal)
    {
        if (_refusals.Count < IngestLimits.RefusalsListed) _refusals.Add(refusal with { Index = Count - 1 });
    }
}
