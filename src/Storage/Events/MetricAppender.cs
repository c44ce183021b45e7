using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Adds points of custom metrics.</summary>
sealed class MetricAppender(DuckDbConnection connection) : IDisposable
{
    const int Model = 0, Seq = 1, ReceivedAt = 2, Name = 3, Time = 4, Value = 5;

    readonly RowAppender _rows = new(connection, "metrics",
        [DuckDbType.Integer, DuckDbType.BigInt, DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.BigInt, DuckDbType.Double]);

    internal void Append(LogFrame frame, MetricBatch batch) => _rows.Append(batch.Count, (first, count) =>
    {
        DuckDbWritableChunk chunk = _rows.Chunk;
        int at = _rows.Used;
        chunk.Values<int>(Model).Slice(at, count).Fill(batch.Model);
        chunk.Values<long>(ReceivedAt).Slice(at, count).Fill(Moments.Microseconds(frame.ReceivedAt));
        batch.Times.Span.Slice(first, count).CopyTo(chunk.Values<long>(Time)[at..]);
        batch.Values.Span.Slice(first, count).CopyTo(chunk.Values<double>(Value)[at..]);
        for (int i = 0; i < count; i++)
        {
            chunk.Values<long>(Seq)[at + i] = frame.FirstSeq + first + i;
            chunk.SetText(Name, at + i, Encoding.UTF8.GetBytes(batch.Names[first + i]));
        }
    });

    internal void Flush() => _rows.Flush();

    public void Dispose() => _rows.Dispose();
}
