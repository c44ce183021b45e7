using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Cells of one model, read a day at a time and kept while windows near by are judged: a day of hours reads its cells once.
/// Thread-safe.</summary>
sealed class WindowCells(ModelDefinition model, LiveCells cells, TimeSpan? step, CancellationToken cancellationToken)
{
    /// <summary>Columns of cells kept; with sketches about 10 KB each.</summary>
    const int MostColumnsKept = 24_000;

    static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    static readonly string[] s_all = [];

    readonly Dictionary<Day, Lazy<Block>> _blocks = [];
    readonly IReadOnlyList<string> _operations = OperationsOf(model);
    readonly Lock _lock = new();
    long _clock;
    int _kept;

    /// <summary>The cells of a window that hold the rows of a selection, and how far they have come.</summary>
    public (IReadOnlyList<CellProfile> Cells, long Seq) Read(Window window, RowSelection rows, CellContent content) =>
        Read(window, rows.Holds, new Day(default, rows.IsOfSegment ? LiveColumns.Environment : null, Columns(content)));

    /// <summary>The cells of every value of a segment.</summary>
    /// <param name="columns">Those that are looked at, the same list whenever they are the same; null: what the content says.</param>
    public IReadOnlyList<CellProfile> ReadSegment(Window window, string? version, string segment, CellContent content, string[]? columns) =>
        Read(window, new RowSelection(version, null).Holds,
            new Day(default, segment, content == CellContent.Whole && columns is not null ? columns : Columns(content))).Cells;

    (IReadOnlyList<CellProfile> Cells, long Seq) Read(Window window, Func<CellKey, bool> isWanted, Day of)
    {
        var found = new List<CellProfile>();
        long seq = long.MaxValue;
        for (var day = Floor(window.Start); day < window.End; day += s_day)
        {
            var block = At(of with { Start = day });
            seq = Math.Min(seq, block.Seq);
            found.AddRange(block.Cells.Where(c => c.Key.Start >= window.Start && c.Key.Start < window.End && isWanted(c.Key)));
        }
        return (found, seq);
    }

    // Whoever asks first reads; others wait for that day only.
    Block At(Day key)
    {
        Lazy<Block>? day;
        lock (_lock)
            if (!_blocks.TryGetValue(key, out day)) _blocks[key] = day = new Lazy<Block>(() => Read(key));
        var block = day.Value;
        lock (_lock)
        {
            if (block.UsedAt == 0) _kept += block.Columns;
            block.UsedAt = ++_clock;
            if (_kept > MostColumnsKept) Evict(block);
        }
        return block;
    }

    Block Read(Day day)
    {
        var query = new CellQuery
        {
            Model = model.Number,
            From = day.Start,
            To = day.Start + s_day,
            AllSegments = day.Segment is not null,
            SegmentName = day.Segment,
            Columns = day.Columns,
            // The end of a cell tells when the last event came.
            Step = day.Columns == CellQuery.NoColumns ? null : step,
        };
        var (found, seq) = cells.Read(query, cancellationToken);
        return new Block([.. found.Where(c => c.Profile.Rows > 0)], seq);
    }

    void Evict(Block present)
    {
        var read = _blocks.Where(b => b.Value.IsValueCreated && b.Value.Value is { UsedAt: > 0, Columns: > 0 } block && block != present);
        foreach (var (key, block) in read.OrderBy(b => b.Value.Value.UsedAt).ToList())
        {
            if (_kept <= MostColumnsKept) return;
            _blocks.Remove(key);
            _kept -= block.Value.Columns;
        }
    }

    IReadOnlyList<string> Columns(CellContent content) => content switch
    {
        CellContent.Whole => s_all,
        CellContent.Operations => _operations,
        CellContent.Counts => CellQuery.NoColumns,
    };

    static IReadOnlyList<string> OperationsOf(ModelDefinition model)
    {
        string[] names = [.. model.Schema.Columns.Columns.Where(c => c.Role is ColumnRole.Latency or ColumnRole.Error).Select(c => c.Name)];
        return names.Length > 0 ? names : CellQuery.NoColumns;
    }

    static DateTimeOffset Floor(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % s_day.Ticks), TimeSpan.Zero);

    /// <summary>What is read of a day.</summary>
    /// <param name="Segment">Cells of the values of a segment; null: those of all rows.</param>
    /// <param name="Columns">As in a query; told apart by their list.</param>
    readonly record struct Day(DateTimeOffset Start, string? Segment, IReadOnlyList<string> Columns);

    sealed class Block(List<CellProfile> cells, long seq)
    {
        public List<CellProfile> Cells => cells;

        public long Seq => seq;

        public long UsedAt { get; set; }

        public int Columns { get; } = cells.Sum(c => c.Profile.Columns.Count);
    }
}

/// <summary>How much of cells is read.</summary>
enum CellContent
{
    Whole,
    Operations,
    Counts,
}
