using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Cells of one model, read a day at a time and kept while windows near by are judged: a day of hours reads its cells once.</summary>
sealed class WindowCells(ModelDefinition model, LiveCells cells, CancellationToken cancellationToken)
{
    /// <summary>Columns of cells kept; about 1 KB each.</summary>
    const int MostColumnsKept = 60_000;

    static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    readonly Dictionary<(DateTimeOffset Day, CellContent Content, bool Segments), Block> _blocks = [];
    readonly string[] _operations = [.. model.Schema.Columns.Columns.Where(c => c.Role is ColumnRole.Latency or ColumnRole.Error).Select(c => c.Name)
        .DefaultIfEmpty("")];
    long _clock;
    int _kept;

    /// <summary>The cells of a window that have rows, all segments' or those of all rows, and how far they have come.</summary>
    public (IReadOnlyList<CellProfile> Cells, long Seq) Read(Window window, string? version, CellContent content, bool segments = false)
    {
        var found = new List<CellProfile>();
        long seq = long.MaxValue;
        for (var day = Floor(window.Start); day < window.End; day += s_day)
        {
            var block = At((day, content, segments));
            seq = Math.Min(seq, block.Seq);
            found.AddRange(block.Cells.Where(c => c.Key.Start >= window.Start && c.Key.Start < window.End
                && (version is null || c.Key.Version == version)));
        }
        return (found, seq);
    }

    Block At((DateTimeOffset Day, CellContent Content, bool Segments) key)
    {
        if (!_blocks.TryGetValue(key, out var block))
        {
            var query = new CellQuery { Model = model.Number, From = key.Day, To = key.Day + s_day, AllSegments = key.Segments, Columns = Columns(key.Content) };
            var (found, seq) = cells.Read(query, cancellationToken);
            _blocks[key] = block = new Block([.. found.Where(c => c.Profile.Rows > 0)], seq);
            _kept += block.Columns;
        }
        block.UsedAt = ++_clock;
        if (_kept > MostColumnsKept) Evict(block);
        return block;
    }

    void Evict(Block present)
    {
        foreach (var (key, block) in _blocks.Where(b => b.Value != present && b.Value.Columns > 0).OrderBy(b => b.Value.UsedAt).ToList())
        {
            if (_kept <= MostColumnsKept) return;
            _blocks.Remove(key);
            _kept -= block.Columns;
        }
    }

    string[] Columns(CellContent content) => content switch
    {
        CellContent.Whole => [],
        CellContent.Operations => _operations,
        CellContent.Counts => [""],
    };

    static DateTimeOffset Floor(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % s_day.Ticks), TimeSpan.Zero);

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
