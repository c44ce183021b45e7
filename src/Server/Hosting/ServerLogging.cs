using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.DependencyInjection;

namespace Plumbline.Server.Hosting;

/// <summary>How the server logs, always to standard error: short lines for a person at a terminal, JSON with UTC elsewhere. Queries,
/// headers and bodies are never logged.</summary>
static class ServerLogging
{
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Set(ILoggingBuilder logging, ServerOptions options, ServerSurroundings around)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LevelOf(options.LogLevel));
        // The framework tells every request's address with its query, which may hold a login code, and warns of what is decided in ADR
        // 0014.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Why a start failed is said once, by whoever runs the server.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (around.LogTo is { } provider) logging.AddProvider(provider);
        else ToStandardError(logging, options.LogFormat == LogFormat.Text || (options.LogFormat == LogFormat.Auto && around.LogIsTerminal));
    }

    static void ToStandardError(ILoggingBuilder logging, bool asText)
    {
        if (asText)
            logging.AddConsole(o =>
                o.FormatterName = ReadableLines.FormatName).AddConsoleFormatter<ReadableLines, ConsoleFormatterOptions>();
        else
            logging.AddJsonConsole(o => (o.TimestampFormat, o.UseUtcTimestamp, o.IncludeScopes) = (TimeFormat, true, false));
        logging.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    static LogLevel LevelOf(LogDetail detail) => detail switch
    {
        LogDetail.Debug => LogLevel.Debug,
        LogDetail.Information => LogLevel.Information,
        LogDetail.Warning => LogLevel.Warning,
        LogDetail.Error => LogLevel.Error,
    };
}
