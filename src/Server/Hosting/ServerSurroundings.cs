using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Hosting;

/// <summary>What surrounds a server: the clock and where it writes its log.</summary>
public sealed record ServerSurroundings
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True when logs go to somebody's screen.</summary>
    public bool LogIsTerminal { get; init; }

    /// <summary>True when lines for a person may have colours.</summary>
    public bool LogHasColours { get; init; }

    /// <summary>Takes the log instead of standard error; null: standard error.</summary>
    public ILoggerProvider? LogTo { get; init; }
}
