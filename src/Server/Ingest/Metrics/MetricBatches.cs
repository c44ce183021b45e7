using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Metrics;

/// <summary>Batches of metric points of one request.</summary>
sealed class MetricBatches : IBatchSource
{
    readonly ModelDefinition _model;
    readonly LiveColumn _names;
    readonly MetricReader _reader;

    internal MetricBatches(ModelDefinition model, ModelBounds bounds, DateTimeOffset at)
    {
        _model = model;
        _names = new LiveColumn("name", ColumnRole.Ignore, ColumnType.Categorical, isKnown: true) { Bound = bounds.MetricNames };
        // Metric points are in no cell.
        var arrival = new EventArrival((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, [], DayRanges.None);
        _reader = new MetricReader(_names, arrival);
    }

    public RowReader Rows => _reader;

    public int? Model => _model.Number;

    public LogEntry Take() => new LogEntry.Metrics(_reader.Build(_model.Number));

    public void Dispose() => _names.Clear(keepBuffers: false);
}
