namespace Plumbline.Client;

/// <summary>Sends the lines a model's program prints, from a bounded queue in memory. Never waits for the network; what cannot be sent is
/// counted and told. Thread-safe.</summary>
/// <remarks>Lines travel in batches that count once however often they are sent. Lines that carry numbers, such as
/// <c>{"vh_metadata": {"confidence": 0.92}}</c>, become metrics.</remarks>
/// <example><code>
/// using var client = new PlumblineClient(new Uri("http://localhost:8000"), key);
/// await using var logs = new LogSender(client, "churn");
///
/// logs.Log("scored 1 204 customers in 3.1 s");
/// </code></example>
public sealed class LogSender : IAsyncDisposable
{
    readonly CancellationTokenSource _abandon = new();
    readonly EventSenderOptions _options;
    readonly Ledger _ledger;
    readonly Lane _lines;
    readonly ITimer _age;
    readonly Lock _gate = new();
    Task? _disposal;

    /// <summary>Starts a sender.</summary>
    /// <param name="client">Where to; stays the caller's to dispose, after the sender.</param>
    /// <param name="model">Name of the model, 1 to 100 letters, digits, dots, dashes and underscores.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="bareMetrics">True: a line that is nothing but a JSON object carries metrics without <c>vh_metadata</c> around
    /// them.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public LogSender(PlumblineClient client, string model, EventSenderOptions? options = null, bool bareMetrics = false)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(model);
        _options = (options ?? new EventSenderOptions()).Checked();
        _ledger = new Ledger(_options);
        string path = Routes.Logs(model) + (bareMetrics ? "?bare_metrics=true" : "");
        _lines = new Lane(new Delivery(client, path, _ledger, _options), _ledger, _options, _abandon.Token);
        _age = _options.Time.CreateTimer(_ => OnAge(), null, _options.BatchAge, _options.BatchAge);
    }

    /// <summary>What became of everything so far.</summary>
    public SenderCounts Counts => _ledger.Counts;

    /// <summary>Queues a line. Blank ones are passed over.</summary>
    /// <param name="line">As it was printed, up to a mebibyte; its level is recognised, and so are metrics in it.</param>
    /// <param name="details">Stream, source, level and the rest; null: nothing is known.</param>
    /// <returns>False when it was lost on the spot, which is counted too.</returns>
    /// <example><code>logs.Log("no answer from the feature store", new LogLineDetails { Level = "error", EventId = "r-17"
    /// });</code></example>
    public bool Log(string line, LogLineDetails? details = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        return string.IsNullOrWhiteSpace(line)
            || _lines.TryAdd(LineWriter.OfThread.Line(line, details, details?.Time ?? _options.Time.GetUtcNow(), _options));
    }

    /// <summary>Completes when everything logged before the call is on the server's disk or lost.</summary>
    /// <param name="cancellationToken">Stops the waiting, not the sending.</param>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await _lines.FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        _ledger.Tell();
    }

    /// <summary>Takes nothing more, delivers what waits for up to <see cref="EventSenderOptions.DisposeTimeout"/>, counts the rest as
    /// lost.</summary>
    public async ValueTask DisposeAsync()
    {
        Task ending;
        lock (_gate) ending = _disposal ??= EndAsync();
        await ending.ConfigureAwait(false);
    }

    async Task EndAsync()
    {
        await _age.DisposeAsync().ConfigureAwait(false);
        Task delivered = _lines.CloseAsync();
        using (_options.Time.CreateTimer(_ => _abandon.Cancel(), null, _options.DisposeTimeout, Timeout.InfiniteTimeSpan))
            await delivered.ConfigureAwait(false);
        _ledger.Tell();
        _abandon.Dispose();
    }

    void OnAge()
    {
        _lines.SealOpen();
        _ledger.Tell();
    }
}
