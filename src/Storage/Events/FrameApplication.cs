using Plumbline.DuckDb;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Adds frames in one transaction. Tables grow before it; appenders stay open across frames until an erasure must see the
/// rows.</summary>
sealed class FrameApplication(DuckDbConnection connection, StoreContents contents, IReadOnlyDictionary<int, ModelDefinition> models)
    : IDisposable
{
    readonly Dictionary<int, EventAppender> _events = [];
    readonly Dictionary<int, Dictionary<string, int>> _places = [];
    TruthAppender? _truths;
    MetricAppender? _metrics;

    /// <summary>True when a frame erased something, so that cells changed.</summary>
    internal bool HasErased { get; private set; }

    internal void Run(IReadOnlyList<LogFrame> frames)
    {
        foreach (LogFrame frame in frames)
            if (frame.Entry is LogEntry.Events events && models.TryGetValue(frame.Entry.Model, out ModelDefinition? model))
                Grow(model, events.Batch);
        connection.Execute("BEGIN TRANSACTION", CancellationToken.None);
        foreach (LogFrame frame in frames) Apply(frame);
        Flush();
        contents.Spellings.Store(connection);
        new SqlText().Add($"UPDATE state SET applied_seq = {frames[^1].LastSeq}").Execute(connection, CancellationToken.None);
        connection.Execute("COMMIT", CancellationToken.None);
        contents.AppliedSeq = frames[^1].LastSeq;
        contents.Counts.Add(frames.Where(f => f.Entry is LogEntry.Erased || models.ContainsKey(f.Entry.Model)));
        if (HasErased) contents.CountWaiting(connection);
    }

    public void Dispose()
    {
        foreach (EventAppender appender in _events.Values) appender.Dispose();
        _events.Clear();
        _truths?.Dispose();
        _metrics?.Dispose();
        (_truths, _metrics) = (null, null);
    }

    void Apply(LogFrame frame)
    {
        if (frame.Entry is LogEntry.Erased erased)
        {
            Flush();
            Dispose();
            new EventErasing(connection, contents, erased.Erasure, models.GetValueOrDefault(frame.Entry.Model)).Run(frame.FirstSeq);
            HasErased = true;
            return;
        }
        // What is left in the log of a model that was deleted is of nobody.
        if (!models.TryGetValue(frame.Entry.Model, out ModelDefinition? model)) return;
        switch (frame.Entry)
        {
            case LogEntry.Events events:
                Appender(model).Append(frame, events.Batch);
                contents.NoteEvents(model.Number);
                break;
            case LogEntry.Truths truths: (_truths ??= new TruthAppender(connection, contents.Spellings)).Append(frame, truths.Batch); break;
            case LogEntry.Metrics metrics: (_metrics ??= new MetricAppender(connection)).Append(frame, metrics.Batch); break;
        }
    }

    void Flush()
    {
        foreach (EventAppender appender in _events.Values) appender.Flush();
        _truths?.Flush();
        _metrics?.Flush();
    }

    EventAppender Appender(ModelDefinition model)
    {
        if (!_events.TryGetValue(model.Number, out EventAppender? appender))
        {
            appender = new EventAppender(connection, contents.Tables[model.Number], Places(model), contents.Spellings);
            _events.Add(model.Number, appender);
        }
        return appender;
    }

    /// <summary>Makes the columns a batch needs.</summary>
    void Grow(ModelDefinition model, ColumnBatch batch)
    {
        if (!contents.Tables.TryGetValue(model.Number, out EventTable? table))
        {
            connection.Execute($"CREATE TABLE {EventTable.NameOf(model.Number)} (seq BIGINT, id VARCHAR, id_hash UBIGINT, time BIGINT, "
                + "received_at BIGINT, tags VARCHAR, tag_pairs VARCHAR)", CancellationToken.None);
            contents.Tables[model.Number] = table = new EventTable(model.Number, []);
        }
        List<PhysicalColumn> missing = [.. Needed(model, batch).Where(c => !table.Has(c))];
        if (missing.Count == 0) return;
        foreach (PhysicalColumn column in missing)
            connection.Execute($"ALTER TABLE {table.Name} ADD COLUMN {column.Name} {column.SqlType}", CancellationToken.None);
        contents.Tables[model.Number] = table.With(missing);
    }

    IEnumerable<PhysicalColumn> Needed(ModelDefinition model, ColumnBatch batch)
    {
        Dictionary<string, int> places = Places(model);
        foreach (ColumnSlice slice in batch.Columns)
        {
            int place = places[slice.Column.Name];
            yield return new PhysicalColumn(place, PhysicalColumn.KindOf(slice));
            if (ColumnSource.NeedsReasons(slice)) yield return new PhysicalColumn(place, null);
        }
    }

    /// <summary>The place of each column, which it keeps for ever.</summary>
    Dictionary<string, int> Places(ModelDefinition model)
    {
        if (_places.TryGetValue(model.Number, out Dictionary<string, int>? places)) return places;
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < model.Schema.Columns.Columns.Length; i++) places.Add(model.Schema.Columns.Columns[i].Name, i);
        _places.Add(model.Number, places);
        return places;
    }
}
