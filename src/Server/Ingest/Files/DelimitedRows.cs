using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Rows of delimited text as it comes in; no more of it than a record, or its beginning, is held.</summary>
sealed class DelimitedRows(RowReader reader, FileRequest file, ModelDefinition? model, IngestKind kind) : FileRows(reader), IDisposable
{
    readonly CellText _cells = new(file.Mapping.Zone);
    readonly RowJson _json = new();
    DelimitedRecord? _record;
    FileColumn[] _columns = [];
    int _fields;

    public override int Read(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        int used = 0;
        if (_record is null)
        {
            if (bytes.Length < DelimitedHead.Size && !isFinal) return 0;
            used = Begin(bytes, isFinal);
        }
        while (!IsDone && !IsFull)
        {
            int step = Step(bytes[used..], isFinal);
            if (step < 0) break;
            used += step;
        }
        return used;
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Looks at the beginning, and passes the line of names.</summary>
    int Begin(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        int mark = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        ReadOnlySpan<byte> text = bytes[mark..];
        DelimitedHead head =
            DelimitedHead.Read(text[..Math.Min(text.Length, DelimitedHead.Size)], file.Format, isFinal
            && text.Length <= DelimitedHead.Size);
        _columns = new ColumnPlacing(head.Fields, file.Mapping, model, kind).Place();
        _fields = head.Fields.Count;
        _record = new DelimitedRecord(head.Delimiter);
        do mark += _record.Read(bytes[mark..], isFinal);
        while (_record.IsBlank);
        return mark;
    }

    /// <summary>One record; -1 when it has not ended yet.</summary>
    int Step(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        if (bytes.IsEmpty)
        {
            IsDone = isFinal;
            return -1;
        }
        DelimitedRecord record = _record ?? throw new InvalidOperationException("The beginning was not read.");
        int length = record.Read(bytes, isFinal);
        if (length == DelimitedRecord.Unclosed) End(FileFaults.Unclosed(Count));
        else if (length < 0 && bytes.Length > IngestLimits.RowBytes) End(FileFaults.RowTooLong(Count, IngestLimits.RowBytes));
        else if (length >= 0 && !record.IsBlank) Take(record);
        return length;
    }

    void Take(DelimitedRecord record)
    {
        if (record.Count != _fields)
        {
            Reject("", $"The row has {record.Count} values; the first line names {_fields} columns.");
            return;
        }
        _json.Begin();
        foreach (FileColumn column in _columns)
        {
            if (_cells.Write(_json, column, record[column.Index]) is not { } wrong) continue;
            Reject(column.Field, wrong, record[column.Index]);
            return;
        }
        Take(_json.End());
    }
}
