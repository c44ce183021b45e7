using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Adds events to the table of their model.</summary>
sealed class EventAppender(DuckDbConnection connection, EventTable table, IReadOnlyDictionary<string, int> places, Spellings spellings)
    : IDisposable
{
    const int Seq = 0, Id = 1, Hash = 2, Time = 3, ReceivedAt = 4, Tags = 5, TagPairs = 6;

    readonly RowAppender _rows = new(connection, table.Name, [.. EventTable.FixedTypes, .. table.Columns.Select(c => c.Type)]);

    internal void Append(LogFrame frame, ColumnBatch batch)
    {
        var sources = new (ColumnSource Source, int Reasons)?[table.Columns.Length];
        var isReasons = new bool[table.Columns.Length];
        foreach (ColumnSlice slice in batch.Columns) AddSource(slice, sources, isReasons);
        _rows.Append(batch.Count, (first, count) =>
        {
            WriteFixed(frame, batch, first, count);
            for (int i = 0; i < sources.Length; i++)
                if (sources[i] is { } column) column.Source.Write(_rows.Chunk, Column(i), column.Reasons, _rows.Used, first, count);
                else if (!isReasons[i]) _rows.Chunk.SetNulls(Column(i), _rows.Used, count);
        });
    }

    internal void Flush() => _rows.Flush();

    public void Dispose() => _rows.Dispose();

    static int Column(int position) => EventTable.FixedTypes.Length + position;

    void AddSource(ColumnSlice slice, (ColumnSource, int)?[] sources, bool[] isReasons)
    {
        int place = places[slice.Column.Name];
        var source = new ColumnSource(slice, spellings);
        int reasons = -1;
        if (ColumnSource.NeedsReasons(slice))
        {
            int position = table.PositionOf(new PhysicalColumn(place, null));
            isReasons[position] = true;
            reasons = Column(position);
        }
        sources[table.PositionOf(new PhysicalColumn(place, PhysicalColumn.KindOf(slice)))] = (source, reasons);
    }

    void WriteFixed(LogFrame frame, ColumnBatch batch, int first, int count)
    {
        DuckDbWritableChunk chunk = _rows.Chunk;
        int at = _rows.Used;
        batch.Times.Span.Slice(first, count).CopyTo(chunk.Values<long>(Time)[at..]);
        chunk.Values<long>(ReceivedAt).Slice(at, count).Fill(Moments.Microseconds(frame.ReceivedAt));
        Span<long> seqs = chunk.Values<long>(Seq);
        Span<ulong> hashes = chunk.Values<ulong>(Hash);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> id = batch.Ids[first + i];
            seqs[at + i] = frame.FirstSeq + first + i;
            hashes[at + i] = IdHash.Of(id);
            chunk.SetText(Id, at + i, id);
        }
        if (batch.Tags is null)
        {
            chunk.SetNulls(Tags, at, count);
            chunk.SetNulls(TagPairs, at, count);
            return;
        }
        for (int i = 0; i < count; i++) WriteTags(chunk, at + i, batch.Tags[first + i]);
    }

    static void WriteTags(DuckDbWritableChunk chunk, int row, ReadOnlySpan<byte> tags)
    {
        if (tags.Length == 0) chunk.SetNull(Tags, row);
        else chunk.SetText(Tags, row, tags);
        if (TagText.Pairs(tags) is { } pairs) chunk.SetText(TagPairs, row, pairs);
        else chunk.SetNull(TagPairs, row);
    }
}
