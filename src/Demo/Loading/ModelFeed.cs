using Plumbline.Client;

namespace Plumbline.Demo.Loading;

/// <summary>What one model says from the first day on: events in their order, truths when they become known,
/// metrics every few minutes.</summary>
sealed class ModelFeed
{
    readonly DemoModel _model;
    readonly PriorityQueue<DemoEvent, (DateTimeOffset, string)> _truths = new();
    DemoEvent? _next;
    int _day = 1, _index, _count = -1, _step;

    public ModelFeed(DemoModel model, PlumblineClient client, EventSenderOptions options)
    {
        _model = model;
        Sender = new EventSender(client, model.Name, options with { Environment = "production", OnLost = l => LastLoss = l });
    }

    public DemoModel Model => _model;

    public EventSender Sender { get; }

    /// <summary>What was lost last; null: nothing.</summary>
    public LostLines? LastLoss { get; private set; }

    /// <summary>Everything before this moment has been logged.</summary>
    public DateTimeOffset Reached { get; private set; }

    /// <summary>Logs everything that happens before a moment and was not logged yet.</summary>
    /// <returns>Events, truths and metric points.</returns>
    public int SendUntil(DateTimeOffset moment)
    {
        int sent = SendPoints(moment);
        for (; Next() is { } next && next.Time < moment; sent++)
        {
            sent += SendTruths(next.Time);
            Send(next);
            _next = null;
        }
        Reached = moment;
        return sent + SendTruths(moment);
    }

    void Send(DemoEvent e)
    {
        var details = new PredictionDetails { Time = e.Time, Version = e.Version, LatencyMs = e.LatencyMs, Error = e.Error };
        Sender.LogPrediction(e.Id, [.. e.Features], e.Prediction, e.Score, details);
        if (!e.Truth.IsMissing) _truths.Enqueue(e, (e.TruthKnownAt, e.Id));
    }

    int SendTruths(DateTimeOffset moment)
    {
        int sent = 0;
        for (; _truths.TryPeek(out DemoEvent? e, out _) && e.TruthKnownAt < moment; sent++)
        {
            Sender.LogTruth(e.Id, e.Truth, e.TruthKnownAt);
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
                Sender.LogMetric(point.Name, point.Value, point.Time);
                sent++;
            }
        return sent;
    }

    DemoEvent Next()
    {
        if (_next is not null) return _next;
        if (_count < 0) _count = _model.CountOn(_day);
        while (_index >= _count) (_day, _index, _count) = (_day + 1, 0, _model.CountOn(_day + 1));
        return _next = _model.Event(_day, _index++);
    }
}
