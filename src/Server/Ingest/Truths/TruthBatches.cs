using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Truths;

/// <summary>Batches of truths of one request.</summary>
sealed class TruthBatches : IBatchSource
{
    readonly ModelDefinition _model;
    readonly SchemaKeeper _keeper;
    readonly DateTimeOffset _at;
    readonly LiveColumn _target;
    readonly TruthReader _reader;
    readonly IEventStore _events;

    internal TruthBatches(ModelDefinition model, SchemaKeeper keeper, DateTimeOffset at, IEventStore events)
    {
        (_model, _keeper, _at, _events) = (model, keeper, at, events);
        ColumnDefinition? known = model.Schema.Columns.First(ColumnRole.Target);
        ColumnType type = known?.Type ?? TypeOf(model);
        _target = new LiveColumn(known?.Name ?? LiveColumns.Truth, ColumnRole.Target, type, isKnown: known is not null);
        _reader = new TruthReader(_target, type == ColumnType.Numeric,
            (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        _reader.NoRoom = WaitingRoom.WhyNot(events, model.Number);
    }

    public RowReader Rows => _reader;

    public int? Model => _model.Number;

    public LogEntry Take()
    {
        if (!_target.IsKnown)
        {
            _keeper.Advance(_model.Name,
                new ObservedBatch([new ObservedColumn(_target.Name, ColumnRole.Target, _target.Type!.Value)], [], []), _at);
            _target.IsKnown = true;
        }
        var batch = _reader.Build(_model.Number);
        // A file may go on for minutes, while truths of it are looked for already.
        _reader.NoRoom = WaitingRoom.WhyNot(_events, _model.Number);
        return new LogEntry.Truths(batch);
    }

    public void Dispose() => _target.Clear(keepBuffers: false);

    /// <summary>Numbers for a regression, categories else. While the task is unknown the predictions tell.</summary>
    static ColumnType TypeOf(ModelDefinition model)
    {
        bool isNumeric = model.Task is { } task ? task == ModelTask.Regression
            : model.Schema.Columns.First(ColumnRole.Prediction)?.Type == ColumnType.Numeric;
        return isNumeric ? ColumnType.Numeric : ColumnType.Categorical;
    }
}
