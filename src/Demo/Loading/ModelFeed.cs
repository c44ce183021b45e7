using Plumbline.Client;

namespace Plumbline.Demo.Loading;

/// <summary>What one model says from the first day on: events in their order, truths when they become known,
/// metrics every few minutes, lines as its program prints them.</summary>
sealed class ModelFeed : IAsyncDisposable
{
    readonly DemoModel _model;
    readonly EventSender _events;
    readonly LogSender _lines;
    readonly PriorityQueue<DemoEvent, (DateTimeOffset, string)> _truths = new();
    DemoEvent? _next;
    int _day = 1, _index, _count = -1, _step, _minute;

    public ModelFeed(DemoModel model, PlumblineClient client, EventSenderOptions options)
    {
        _model = model;
        options = options with { OnLost = l => LastLoss = l };
        _events = new EventSender(client, model.Name, options with { Environment = "production" });
        _lines = new LogSender(client, model.Name, options);
    }

    public DemoModel Model => _model;

    /// <summary>Of everything logged.</summary>
    public long Queued => _events.Counts.Queued + _lines.Counts.Queued;

    /// <summary>Of it what the server did not take.</summary>
    public long Lost => _events.Counts.Lost + _lines.Counts.Lost;

    /// <summary>What was lost last; null: nothing.</summary>
    public LostLines? LastLoss { get; private set; }

    /// <summary>Everything before this moment has been logged.</summary>
    public DateTimeOffset Reached { get; private set; }

    /// <summary>Logs everything that happens before a moment and was not logged yet.</summary>
    /// <returns>Events, truths, metric points and lines.</returns>
    public int SendUntil(DateTimeOffset moment)
    {
        int sent = SendPoints(moment);
        for (; Next() is { } next && next.Time < moment; sent++)
        {
            sent += SendTruths(next.Time) + SendLines(next.Time);
            if (next.Error is not null) sent += Print(_model.LineOf(next));
            Send(next);
            _next = null;
        }
        Reached = moment;
        return sent + SendTruths(moment) + SendLines(moment);
    }

    /// <summary>Waits until everything logged is on the server's disk or lost.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _events.FlushAsync(cancellationToken);
        await _lines.FlushAsync(cancellationToken);
    }

    /// <summary>Delivers what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await _lines.DisposeAsync();
    }

    void Send(DemoEvent e)
    {
        var details = new PredictionDetails { Time = e.Time, Version = e.Version, LatencyMs = e.LatencyMs, Error = e.Error };
        _events.LogPrediction(e.Id, [.. e.Features], e.Prediction, e.Score, details);
        if (!e.Truth.IsMissing) _truths.Enqueue(e, (e.TruthKnownAt, e.Id));
    }

    int SendTruths(DateTimeOffset moment)
    {
        int sent = 0;
        for (; _truths.TryPeek(out DemoEvent? e, out _) && e.TruthKnownAt < moment; sent++)
        {
            _events.LogTruth(e.Id, e.Truth, e.TruthKnownAt);
            _truths.Dequeue();
        }
        return sent;
    }

    int SendPoints(DateTimeOffset moment)
    {
        int sent = 0;
        for (; _model.Midnight(1) + (_step * DemoModel.MetricStep) < moment; _step++)
            foreach (DemoPoint point in _model.PointsAt(_step))
            {
                _events.LogMetric(point.Name, point.Value, point.Time);
                sent++;
            }
        return sent;
    }

    int SendLines(DateTimeOffset moment)
    {
        int sent = 0;
        for (; _model.Midnight(1) + ((_minute + 1) * DemoModel.LineStep) <= moment; _minute++)
            foreach (DemoLine line in _model.LinesAt(_minute)) sent += Print(line);
        return sent;
    }

    int Print(DemoLine line)
    {
        _lines.Log(line.Message, new LogLineDetails
        {
            Time = line.Time,
            Level = line.Level,
            Stream = line.Stream,
            Source = line.Source,
            Version = _model.VersionAt(line.Time),
            EventId = line.EventId,
        });
        return 1;
    }

    DemoEvent Next()
    {
        if (_next is not null) return _next;
        if (_count < 0) _count = _model.CountOn(_day);
        while (_index >= _count) (_day, _index, _count) = (_day + 1, 0, _model.CountOn(_day + 1));
        return _next = _model.Event(_day, _index++);
    }
}
