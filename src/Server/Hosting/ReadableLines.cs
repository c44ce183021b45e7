using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Plumbline.Server.Hosting;

/// <summary>Log lines for a person: time, level, what happened. Colour says the level only where the level is written too.</summary>
sealed class ReadableLines(TimeProvider time, ServerSurroundings around) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "plumbline";

    const string Red = "\e[31m", Amber = "\e[33m", Faint = "\e[2m", Plain = "\e[0m";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        (string level, string colour) = Shown(logEntry.LogLevel);
        textWriter.Write(Painted(Now(), Faint));
        textWriter.Write(' ');
        textWriter.Write(Painted(level, colour));
        textWriter.Write(OneLine(message));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(OneLine($": {exception.GetType().Name}: {exception.Message}"));
            // Where it happened helps whoever mends it; a warning is about something that passes by itself.
            if (logEntry.LogLevel >= LogLevel.Error) textWriter.Write(Painted(Environment.NewLine + exception.StackTrace, Faint));
        }
        textWriter.Write(Environment.NewLine);
    }

    // A person at the screen knows the day; a file is read another day, elsewhere.
    string Now() => around.LogIsTerminal ? time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)
        : time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static (string Level, string Colour) Shown(LogLevel level) => level switch
    {
        LogLevel.Critical => ("failed   ", Red),
        LogLevel.Error => ("error    ", Red),
        LogLevel.Warning => ("warning  ", Amber),
        LogLevel.Debug or LogLevel.Trace => ("detail   ", Faint),
        LogLevel.Information or LogLevel.None => ("", ""),
    };

    string Painted(string text, string colour) => around.LogHasColours && colour.Length > 0 ? colour + text + Plain : text;

    // What a stranger named must not begin a line of its own, nor move the cursor.
    static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
