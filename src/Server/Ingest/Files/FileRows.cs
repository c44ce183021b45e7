using System.Text.Json;
using System.Text.Unicode;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Rejected;
using Plumbline.Server.Ingest.Sessions;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Has the rows of a file read as the events or truths they would be in JSON. A broken row is rejected alone.</summary>
abstract class FileRows(RowReader reader) : IBodyRows
{
    public long Count { get; private set; }

    public long Good { get; private set; }

    public Rejections Rejections { get; } = new();

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
            Reject("", new Why($"The row is longer than {IngestLimits.RowBytes} bytes.", LimitName.RowBytes));
            return;
        }
        if (!Utf8.IsValid(json))
        {
            Reject("", "The row is not UTF-8.");
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
        Note(reader.Rejection);
    }

    protected void Reject(string field, Why why, ReadOnlySpan<byte> value = default)
    {
        Count++;
        Note(new Rejection(0, field, why.Reason, value.IsEmpty ? null : RowReader.Shown(value), why.Limit));
    }

    /// <summary>The rest cannot be read.</summary>
    protected void End(BodyFault fault) => (Fault, IsDone) = (fault, true);

    void Note(Rejection rejection) => Rejections.Add(rejection with { Index = Count - 1 });
}
