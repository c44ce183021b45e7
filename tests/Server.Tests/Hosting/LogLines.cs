using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Tests.Hosting;

/// <summary>Keeps what is logged.</summary>
sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Line(_lines);

    public void Dispose()
    {
        // Lines are read after the server is gone.
    }

    sealed class Line(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
