using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Testing;

/// <summary>Rows, truths and erasures in memory; numbers, categories and the conditions time, version, id and truth.</summary>
public sealed class InMemoryEventStore : IEventStore
{
    readonly Lock _lock = new();
    readonly List<Row> _rows = [];
    readonly Dictionary<(int Model, string Id), (object Label, DateTimeOffset KnownAt)> _truths = [];
    readonly HashSet<ChangedCell> _unjoined = [];
    readonly List<(ChangedCell Cell, long Round)> _handedOut = [];
    long _round;
    readonly Dictionary<(int Model, long Seq), IReadOnlyList<DateTimeOffset>> _erased = [];
    long _appliedSeq;

    public long AppliedSeq
    {
        get { lock (_lock) return _appliedSeq; }
    }

    /// <summary>Thrown by the next <see cref="Apply"/>, once.</summary>
    public Exception? NextFailure { get; set; }

    public void Apply(IReadOnlyList<LogFrame> frames, IReadOnlyDictionary<int, ModelDefinition> models)
    {
        lock (_lock)
        {
            if (NextFailure is { } failure)
            {
                NextFailure = null;
                throw failure;
            }
            foreach (var frame in frames.Where(f => f.LastSeq > _appliedSeq))
            {
                if (frame.Entry is LogEntry.Events events) Add(frame, events.Batch);
                if (frame.Entry is LogEntry.Truths truths) Add(frame, truths.Batch);
                if (frame.Entry is LogEntry.Erased erased) Erase(erased.Erasure, frame.FirstSeq);
                _appliedSeq = frame.LastSeq;
            }
        }
    }

    public IReadOnlyDictionary<int, long> WaitingTruths
    {
        get
        {
            lock (_lock)
                return _truths.Keys.Where(t => !_rows.Any(r => r.Model == t.Model && r.Id == t.Id)).CountBy(t => t.Model)
                    .ToDictionary(c => c.Key, c => (long)c.Value);
        }
    }

    public TruthRound JoinTruths(long doneRound, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ChangedCell[] changed = [.. _unjoined];
            _unjoined.Clear();
            _handedOut.RemoveAll(c => c.Round <= doneRound);
            _handedOut.AddRange(changed.Select(c => (c, _round + 1)));
            return new TruthRound(++_round, changed);
        }
    }

    /// <summary>A new process on the same rows: cells that nobody said were done are handed out again.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            _unjoined.UnionWith(_handedOut.Select(c => c.Cell));
            _handedOut.Clear();
            _round = 0;
        }
    }

    public IDataset Open(ModelDefinition model, EventQuery query, CancellationToken cancellationToken)
    {
        Row[] rows = Find(model, query);
        var columns = model.Schema.Columns.Columns.Where(c => query.Columns.Count == 0 || query.Columns.Contains(c.Name));
        return new InMemoryDataset("events", [.. columns.Select(c => Column(c, rows))])
        {
            Schema = model.Schema.Columns with { Columns = [.. columns] },
        };
    }

    public EventPage Page(ModelDefinition model, EventQuery query, EventCursor? after, int limit, CancellationToken cancellationToken)
    {
        Row[] rows = [.. Find(model, query).OrderByDescending(r => r.Time).ThenByDescending(r => r.Seq)
            .SkipWhile(r => after is not null && (r.Time, r.Seq).CompareTo((after.Time, after.Seq)) >= 0).Take(limit + 1)];
        var page = rows.Take(limit).Select(r => new EventRow(r.Seq, r.Id, r.Time, r.ReceivedAt, r.Values, Truth(r), null, null)).ToArray();
        return new EventPage(page, rows.Length > limit ? new EventCursor(page[^1].Time, page[^1].Seq) : null);
    }

    public IReadOnlyCollection<int> Models(CancellationToken cancellationToken)
    {
        lock (_lock) return [.. _rows.Select(r => r.Model).Union(_truths.Keys.Select(t => t.Model))];
    }

    public EventCounts Count(int model, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Row[] own = [.. _rows.Where(r => r.Model == model)];
            return new EventCounts(own.Length, own.Count(r => Truth(r) is not null), 0, own.Length == 0 ? null : own.Min(r => r.Time),
                own.Length == 0 ? null : own.Max(r => r.Time));
        }
    }

    public IReadOnlyList<(DateTimeOffset Start, string Name, MetricSummary Summary)> Metrics(int model, DateTimeOffset from,
        DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken) => [];

    public long Export(ModelDefinition model, EventQuery query, string path, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Rows in memory are not exported.");

    public IReadOnlyList<DateTimeOffset> Cells(int model, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        lock (_lock) return CellsOf(_rows.Where(r => r.Model == model && !(r.ReceivedAt >= before) && !(r.Time >= before)));
    }

    public bool Drop(int model, DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (_lock) _rows.RemoveAll(r => r.Model == model && r.ReceivedAt < before && r.Time < before);
        return false;
    }

    public IReadOnlyList<DateTimeOffset>? ErasedCells(int model, long seq)
    {
        lock (_lock) return _erased.GetValueOrDefault((model, seq));
    }

    public void ForgetErased(long seq)
    {
        lock (_lock)
            foreach (var key in _erased.Keys.Where(k => k.Seq <= seq).ToArray()) _erased.Remove(key);
    }

    static IReadOnlyList<DateTimeOffset> CellsOf(IEnumerable<Row> rows) =>
        [.. rows.Select(r => CellKey.StartOf(r.Time)).Distinct().Order()];

    void Erase(Erasure e, long seq)
    {
        bool IsMet(Row r) => r.Model == e.Model && (e.Id is null || r.Id == e.Id)
            && (e.Version is null || Equals(r.Values.GetValueOrDefault("version"), e.Version)) && !(r.Time < e.From) && !(r.Time >= e.To);
        _erased[(e.Model, seq)] = CellsOf(_rows.Where(IsMet));
        _rows.RemoveAll(IsMet);
    }

    void Add(LogFrame frame, ColumnBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var slice in batch.Columns) values[slice.Column.Name] = Value(slice, i);
            var row = new Row(frame.FirstSeq + i, batch.Model, Encoding.UTF8.GetString(batch.Ids[i]),
                DateTimeOffset.UnixEpoch.AddTicks(batch.Times.Span[i] * TimeSpan.TicksPerMicrosecond), frame.ReceivedAt, values);
            if (row.Seq > _appliedSeq) _rows.Add(row);
            if (_truths.ContainsKey((row.Model, row.Id))) _unjoined.Add(new ChangedCell(row.Model, CellKey.StartOf(row.Time)));
        }
    }

    void Add(LogFrame frame, TruthBatch batch)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            string id = Encoding.UTF8.GetString(batch.Ids[i]);
            if (Value(batch.Labels, i) is not { } label) continue;
            _truths[(batch.Model, id)] = (label, frame.ReceivedAt);
            foreach (var row in _rows.Where(r => r.Model == batch.Model && r.Id == id))
                _unjoined.Add(new ChangedCell(row.Model, CellKey.StartOf(row.Time)));
        }
    }

    Row[] Find(ModelDefinition model, EventQuery query)
    {
        lock (_lock)
            return [.. _rows.Where(r => r.Model == model.Number && !(r.Time < query.From) && !(r.Time >= query.To)
                && (query.Version is null || Equals(r.Values.GetValueOrDefault("version"), query.Version))
                && (query.Id is null || r.Id == query.Id)
                && query.Where.All(w => Equals(r.Values.GetValueOrDefault(w.Key)?.ToString(), w.Value))
                && !query.Except.Any(e => Equals(r.Values.GetValueOrDefault(e.Key)?.ToString(), e.Value))
                && (!query.OnlyWithTruth || Truth(r) is not null)).OrderBy(r => r.Seq)];
    }

    object? Truth(Row row) => _truths.TryGetValue((row.Model, row.Id), out var truth) ? truth.Label : null;

    ColumnSlice Column(ColumnDefinition column, Row[] rows)
    {
        object?[] values = [.. rows.Select(r => column.Role == ColumnRole.Target ? Truth(r) : r.Values.GetValueOrDefault(column.Name))];
        return column.Type switch
        {
            ColumnType.Numeric => Some.Slice(Some.Numeric(column.Name, [.. values.Select(v => v is double d ? d : double.NaN)]), column),
            ColumnType.Timestamp => Some.Slice(Some.Timestamp(column.Name, [.. rows.Select(r => r.Time)]), column),
            _ => Some.Slice(Some.Categorical(column.Name, [.. values.Select(v => v as string)], type: column.Type), column),
        };
    }

    static object? Value(ColumnSlice slice, int row) => slice switch
    {
        NumericSlice numbers => double.IsNaN(numbers.Values.Span[row]) ? null : numbers.Values.Span[row],
        CategoricalSlice categories => categories.Codes.Span[row] < 0 ? null : categories.Categories[categories.Codes.Span[row]],
        _ => null,
    };

    sealed record Row(long Seq, int Model, string Id, DateTimeOffset Time, DateTimeOffset ReceivedAt,
        IReadOnlyDictionary<string, object?> Values);
}
