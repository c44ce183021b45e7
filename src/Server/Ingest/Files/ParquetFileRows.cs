using Plumbline.Datasets;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Parquet;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;
using StoredAs = Plumbline.Datasets.Types.Storage;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Rows of a Parquet file that was received whole.</summary>
sealed class ParquetFileRows(RowReader reader, UploadedFile received, ParquetRows rows, FileRequest file, ModelDefinition? model,
    IngestKind kind,
    CancellationToken cancellationToken) : FileRows(reader), IDisposable
{
    readonly CellText _cells = new(file.Mapping.Zone);
    readonly RowJson _json = new();
    readonly float[] _vector = new float[IngestLimits.VectorDimensions];
    FileColumn[]? _columns;

    public override int Read(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        try
        {
            _columns ??= Begin();
            while (!IsDone && !IsFull)
            {
                if (rows.Next()) Take(_columns);
                else IsDone = true;
            }
        }
        catch (DatasetException broken)
        {
            End(FileFaults.Unreadable(received.Named(broken.Message)));
        }
        return 0;
    }

    public void Dispose() => _json.Dispose();

    FileColumn[] Begin()
    {
        if (rows.RowCount == 0) throw new Sessions.IngestFaultException(FileFaults.HeaderOnly(rows.Columns.Count));
        FileField[] fields = [.. rows.Columns.Select(c => new FileField(c.Name, c.Sample, rows.IsBoolean(c)))];
        FileColumn[] columns = new ColumnPlacing(fields, file.Mapping, model, kind).Place();
        rows.Choose([.. columns.Select(c => (rows.Columns[c.Index], Stored(c)))], cancellationToken);
        return columns;
    }

    // A number that goes where texts go is asked for as text: as a double a long id would lose digits.
    StoredAs Stored(FileColumn column)
    {
        SourceColumn source = rows.Columns[column.Index];
        return column.Value switch
        {
            FileValue.Number or FileValue.Answer when source.Sample.Storage == StoredAs.Number => StoredAs.Number,
            FileValue.Time when source.Sample.Storage != StoredAs.Number => StoredAs.Time,
            FileValue.Vector => StoredAs.Vector,
            _ => StoredAs.Text,
        };
    }

    void Take(FileColumn[] columns)
    {
        _json.Begin();
        for (int i = 0; i < columns.Length; i++)
        {
            if (Write(columns[i], i) is not { } wrong) continue;
            rows.TryText(i, out ReadOnlySpan<byte> shown);
            Reject(columns[i].Field, wrong, shown);
            return;
        }
        Take(_json.End());
    }

    string? Write(FileColumn column, int chosen)
    {
        switch (Stored(column))
        {
            case StoredAs.Number when rows.TryNumber(chosen, out double number):
                _cells.Write(_json, column, number);
                return null;
            case StoredAs.Time when rows.TryTime(chosen, out long time): return _cells.WriteTime(_json, column, time, isOnClock: true);
            case StoredAs.Vector when rows.TryVector(chosen, _vector, out int length):
                if (length > _vector.Length) return $"A vector has at most {_vector.Length} numbers.";
                CellText.WriteVector(_json, column, _vector.AsSpan(0, length));
                return null;
            default:
                return _cells.Write(_json, column, rows.TryText(chosen, out ReadOnlySpan<byte> text) ? text : []);
        }
    }
}
