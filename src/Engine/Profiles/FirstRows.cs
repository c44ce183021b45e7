using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>The first rows of a model, which wait until there are enough to freeze a bin set on.</summary>
sealed class FirstRows
{
    /// <summary>So many rows freeze a bin set.</summary>
    public const int Enough = 1_000;

    readonly List<Part> _parts = [];
    int _count;

    /// <summary>Number of the first row that waits; the largest number when none does.</summary>
    public long FirstSeq => _parts.Count == 0 ? long.MaxValue : _parts[0].FirstSeq + _parts[0].First;

    /// <summary>End of the cell of the first row; null when none waits.</summary>
    public DateTimeOffset? FirstCellEnd => _parts.Count == 0 ? null
        : CellKey.StartOf(EventRows.Moment(_parts[0].Batch.Times.Span[_parts[0].First])) + CellKey.Smallest;

    /// <summary>True when a bin set can be frozen: there are 1 000 rows, or the first cell is over.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes rows until they are enough.</summary>
    /// <returns>The first row of the batch that was not taken.</returns>
    public int Take(ColumnBatch batch, long firstSeq, int first, ModelDefinition model)
    {
        var times = batch.Times.Span;
        int row = first;
        for (; row < batch.Count && !IsComplete; row++)
        {
            if (FirstCellEnd is { } end && EventRows.Moment(times[row]) >= end + model.Lateness)
            {
                IsComplete = true;
                break;
            }
            if (row == first) _parts.Add(new Part(batch, firstSeq, first, first, model));
            _parts[^1] = _parts[^1] with { End = row + 1 };
            IsComplete = ++_count >= Enough;
        }
        return row;
    }

    /// <summary>A bin set of the rows that wait; null when none does.</summary>
    public BinSet? Freeze()
    {
        if (_parts.Count == 0) return null;
        var columns = from part in _parts
                      let rows = Enumerable.Range(part.First, part.End - part.First).ToArray()
                      from slice in part.Batch.Columns
                      select (slice, rows);
        return BinSet.Freeze(_parts[^1].Model.Schema.Columns, columns.ToLookup(c => c.slice.Column.Name, StringComparer.Ordinal));
    }

    /// <summary>Hands the rows over; none waits any more.</summary>
    public IReadOnlyList<Part> Release()
    {
        Part[] parts = [.. _parts];
        _parts.Clear();
        return parts;
    }

    /// <summary>Rows [First, End) of a batch.</summary>
    public sealed record Part(ColumnBatch Batch, long FirstSeq, int First, int End, ModelDefinition Model);
}
