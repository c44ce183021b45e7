namespace Plumbline.DuckDb;

/// <summary>Interrupts a connection when a token is cancelled, and again until the call returns: DuckDB forgets an interrupt that
/// arrives a moment before a statement starts.</summary>
sealed class Interruption : IDisposable
{
    static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(20);

    readonly DuckDbConnection _connection;
    readonly Lock _lock = new();
    readonly CancellationTokenRegistration _registration;
    Timer? _timer;
    bool _disposed;

    Interruption(DuckDbConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _registration = cancellationToken.UnsafeRegister(static self => ((Interruption)self!).Begin(), this);
    }

    internal static Interruption? On(DuckDbConnection connection, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? new Interruption(connection, cancellationToken) : null;

    public void Dispose()
    {
        _registration.Dispose();
        lock (_lock)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    void Begin()
    {
        lock (_lock)
            if (!_disposed) _timer = new Timer(static self => ((Interruption)self!).Interrupt(), this, TimeSpan.Zero, s_again);
    }

    void Interrupt()
    {
        lock (_lock)
            if (!_disposed) _connection.Interrupt();
    }
}
