using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Adds truths as they arrived; they are joined later.</summary>
sealed class TruthAppender(DuckDbConnection connection, Spellings spellings) : IDisposable
{
    const int Model = 0, Seq = 1, Id = 2, Hash = 3, KnownAt = 4, ReceivedAt = 5, Number = 6, Text = 7, Reasons = 8;

    readonly RowAppender _rows = new(connection, "truths",
        [DuckDbType.Integer, DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.UBigInt, DuckDbType.BigInt, DuckDbType.BigInt,
            DuckDbType.Double, DuckDbType.Varchar, DuckDbType.Integer]);

    internal void Append(LogFrame frame, TruthBatch batch)
    {
        var labels = new ColumnSource(batch.Labels, spellings);
        bool areNumbers = batch.Labels is NumericSlice;
        _rows.Append(batch.Count, (first, count) =>
        {
            WriteFixed(frame, batch, first, count);
            _rows.Chunk.SetNulls(areNumbers ? Text : Number, _rows.Used, count);
            labels.Write(_rows.Chunk, areNumbers ? Number : Text, Reasons, _rows.Used, first, count);
        });
    }

    internal void Flush() => _rows.Flush();

    public void Dispose() => _rows.Dispose();

    void WriteFixed(LogFrame frame, TruthBatch batch, int first, int count)
    {
        DuckDbWritableChunk chunk = _rows.Chunk;
        int at = _rows.Used;
        chunk.Values<int>(Model).Slice(at, count).Fill(batch.Model);
        chunk.Values<long>(ReceivedAt).Slice(at, count).Fill(Moments.Microseconds(frame.ReceivedAt));
        batch.KnownAt.Span.Slice(first, count).CopyTo(chunk.Values<long>(KnownAt)[at..]);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> id = batch.Ids[first + i];
            chunk.Values<long>(Seq)[at + i] = frame.FirstSeq + first + i;
            chunk.Values<ulong>(Hash)[at + i] = IdHash.Of(id);
            chunk.SetText(Id, at + i, id);
        }
    }
}
