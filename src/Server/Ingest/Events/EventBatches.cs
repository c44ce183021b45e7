using System.Globalization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Events;

/// <summary>Batches of events of one request.</summary>
sealed class EventBatches : IBatchSource
{
    const int MostClasses = 100;

    readonly LiveModel _live;
    readonly SchemaKeeper _keeper;
    readonly DateTimeOffset _at;
    readonly EventReader _reader;
    ModelDefinition? _model;

    internal EventBatches(LiveModel live, ModelDefinition? model, SchemaKeeper keeper, DateTimeOffset at, byte[] idPrefix,
        DayRanges sealedDays)
    {
        (_live, _model, _keeper, _at) = (live, model, keeper, at);
        _reader = live.Rent(model);
        _reader.Begin(new EventArrival((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, idPrefix, sealedDays,
            live.Bounds.Quarters));
        live.Bounds.Quarters.Release(sealedDays);
    }

    public RowReader Rows => _reader;

    public int? Model => _model?.Number;

    public LogEntry Take()
    {
        EventColumns columns = _reader.Columns;
        ModelDefinition model = _keeper.Advance(_live.Name, Observe(columns), _at);
        foreach (LiveColumn column in columns.All)
            if (column.Count > 0 && model.Schema.Columns.Find(column.Name) is { } known) Confirm(column, known);
        _model = model;
        columns.Share();
        ColumnBatch batch = _reader.Build(model.Number, model.Schema.Number);
        if (!columns.IsConfirmed) Learn(columns, batch);
        _reader.Clear(keepBuffers: true);
        return new LogEntry.Events(batch);
    }

    public void Dispose() => _live.Return(_reader, _model);

    /// <summary>A column widens to what others made of it meanwhile; to a narrower type, chosen by a person, its values are not
    /// turned.</summary>
    static void Confirm(LiveColumn column, ColumnDefinition known)
    {
        if (column.Type is { } type && LiveColumns.Widen(type, known.Type) != known.Type)
        {
            throw new IngestFaultException(new BodyFault(409, "model_changing",
                $"While these rows were read, column '{known.Name}' became {Words.Of(known.Type)}. Send again.") { Field = known.Name });
        }
        column.Confirm(known.Type);
    }

    static void Learn(EventColumns columns, ColumnBatch batch)
    {
        foreach (ColumnSlice slice in batch.Columns) columns.Find(slice.Column.Name)?.Evidence.Fit(batch.Count - slice.Missing.Count);
    }

    ObservedBatch Observe(EventColumns columns)
    {
        ObservedColumn[] news = [.. columns.All.Where(c => c.HasValues && (_model is null || !c.IsKnown || c.IsWidened))
            .Select(c => new ObservedColumn(c.Name, c.Role, c.Type!.Value, c.ScoreOf))];
        IReadOnlyList<string> versions = [.. columns[ColumnRole.Version].Categories];
        return new ObservedBatch(news, _model?.Task is null ? Classes(columns[ColumnRole.Prediction]) : [], versions);
    }

    /// <summary>Distinct predictions, where they may be classes: categories, or whole numbers.</summary>
    static IReadOnlyCollection<string> Classes(LiveColumn prediction)
    {
        if (prediction.Type != ColumnType.Numeric) return [.. prediction.Categories.Take(MostClasses)];
        var distinct = new HashSet<double>();
        foreach (double value in prediction.Numbers)
            if (!double.IsNaN(value) && distinct.Add(value) && distinct.Count > MostClasses) break;
        return [.. distinct.Select(d => d.ToString("R", CultureInfo.InvariantCulture))];
    }
}
