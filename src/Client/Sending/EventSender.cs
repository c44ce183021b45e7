namespace Plumbline.Client;

/// <summary>Sends the predictions, truths and metrics of one model from a bounded queue in memory. Logging takes microseconds and never
/// waits for the network, whatever the server does; what cannot be sent is counted and told. Thread-safe.</summary>
/// <remarks>
/// Lines travel in batches, each with an <c>Idempotency-Key</c>, so that a repeated request counts once. Failures that may pass (no answer,
/// 429, 503) are tried again with growing waits. Memory is the only place lines wait in: a process that ends without
/// <see cref="DisposeAsync"/> loses them.
/// </remarks>
/// <example><code>
/// using var client = new PlumblineClient(new Uri("http://localhost:8000"), key);
/// await using var sender = new EventSender(client, "churn", new EventSenderOptions { Version = "3.1", OnLost = l => log(l) });
///
/// sender.LogPrediction(requestId, [("tenure_months", 14), ("plan", "gold")], prediction: "stays", score: 0.21);
/// sender.LogTruth(requestId, "left");
/// </code></example>
public sealed class EventSender : IAsyncDisposable
{
    readonly CancellationTokenSource _abandon = new();
    readonly EventSenderOptions _options;
    readonly Ledger _ledger;
    readonly Lane _events, _truths, _metrics;
    readonly ITimer _age;
    readonly Lock _gate = new();
    Task? _disposal;

    /// <summary>Starts a sender.</summary>
    /// <param name="client">Where to; stays the caller's to dispose, after the sender.</param>
    /// <param name="model">Name of the model, 1 to 100 letters, digits, dots, dashes and underscores.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public EventSender(PlumblineClient client, string model, EventSenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(model);
        _options = (options ?? new EventSenderOptions()).Checked();
        _ledger = new Ledger(_options);
        Model = model;
        _events = OpenLane(client, Routes.Events(model));
        _truths = OpenLane(client, Routes.Truths(model));
        _metrics = OpenLane(client, Routes.Metrics(model));
        _age = _options.Time.CreateTimer(_ => OnAge(), null, _options.BatchAge, _options.BatchAge);
    }

    /// <summary>Name of the model.</summary>
    public string Model { get; }

    /// <summary>What became of everything so far.</summary>
    public SenderCounts Counts => _ledger.Counts;

    /// <summary>The last thing <see cref="EventSenderOptions.OnLost"/> threw; null: nothing.</summary>
    public Exception? CallbackFailure => _ledger.CallbackFailure;

    /// <summary>Queues a prediction.</summary>
    /// <param name="id">Names the prediction for its truth and against duplicates, 1 to 200 bytes.</param>
    /// <param name="features">Names and values of what the model saw.</param>
    /// <param name="prediction">What it answered; missing for models that only score.</param>
    /// <param name="score">Probability of the positive class.</param>
    /// <param name="details">Time, version, latency and the rest.</param>
    /// <returns>False when it was lost on the spot, which is counted too.</returns>
    /// <example><code>
    /// sender.LogPrediction("r-17", [("amount", 12.5), ("country", "PT")], prediction: true, score: 0.93,
    ///     new PredictionDetails { LatencyMs = 3.4, Segments = new Dictionary&lt;string, string&gt; { ["shop"] = "Porto" } });
    /// </code></example>
    public bool LogPrediction(string id, ReadOnlySpan<(string Name, FeatureValue Value)> features, FeatureValue prediction = default,
        double? score = null, PredictionDetails? details = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsSendable(id)
            && _events.TryAdd(LineWriter.OfThread.Prediction(id, details?.Time ?? Now, features, prediction, score, details, _options));
    }

    /// <summary>Queues what turned out to be right. The prediction may have been sent long ago, or may come later.</summary>
    /// <param name="id">The prediction's id.</param>
    /// <param name="truth">The label, or the number for a regression.</param>
    /// <param name="knownAt">When it became known; null: now.</param>
    /// <returns>False when it was lost on the spot.</returns>
    /// <example><code>sender.LogTruth("r-17", "fraud");</code></example>
    public bool LogTruth(string id, FeatureValue truth, DateTimeOffset? knownAt = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsSendable(id) && _truths.TryAdd(LineWriter.OfThread.Truth(id, truth, knownAt ?? Now));
    }

    /// <summary>Queues a number of your own, to be watched over time.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="value">A finite number.</param>
    /// <param name="time">When it was measured; null: now.</param>
    /// <returns>False when it was lost on the spot.</returns>
    /// <example><code>sender.LogMetric("gpu_memory_mb", 3_412);</code></example>
    public bool LogMetric(string name, double value, DateTimeOffset? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (double.IsFinite(value)) return _metrics.TryAdd(LineWriter.OfThread.Metric(name, value, time ?? Now));
        _ledger.Turned(LossReason.Invalid, "A metric must be a finite number.");
        return false;
    }

    /// <summary>Completes when everything logged before the call is on the server's disk or lost.</summary>
    /// <param name="cancellationToken">Stops the waiting, not the sending.</param>
    /// <example><code>
    /// await sender.FlushAsync(cancellationToken);
    /// Console.WriteLine(sender.Counts);
    /// </code></example>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await Task.WhenAll(_events.FlushAsync(), _truths.FlushAsync(), _metrics.FlushAsync()).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        _ledger.Tell();
    }

    /// <summary>Takes nothing more, delivers what waits for up to <see cref="EventSenderOptions.DisposeTimeout"/>, counts the rest as lost.
    /// Calling it again waits for the same end.</summary>
    public async ValueTask DisposeAsync()
    {
        Task ending;
        lock (_gate) ending = _disposal ??= EndAsync();
        await ending.ConfigureAwait(false);
    }

    DateTimeOffset Now => _options.Time.GetUtcNow();

    async Task EndAsync()
    {
        await _age.DisposeAsync().ConfigureAwait(false);
        var delivered = Task.WhenAll(_events.CloseAsync(), _truths.CloseAsync(), _metrics.CloseAsync());
        using (_options.Time.CreateTimer(_ => _abandon.Cancel(), null, _options.DisposeTimeout, Timeout.InfiniteTimeSpan))
            await delivered.ConfigureAwait(false);
        _ledger.Tell();
        _abandon.Dispose();
    }

    bool IsSendable(string id)
    {
        if (LineWriter.IsId(id)) return true;
        _ledger.Turned(LossReason.Invalid, "An id must have 1 to 200 bytes.");
        return false;
    }

    void OnAge()
    {
        _events.SealOpen();
        _truths.SealOpen();
        _metrics.SealOpen();
        _ledger.Tell();
    }

    Lane OpenLane(PlumblineClient client, string path) =>
        new(new Delivery(client, path, _ledger, _options), _ledger, _options, _abandon.Token);
}
