using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Logs;

static partial class Log
{
    [LoggerMessage(760, LogLevel.Error, "{Lines} lines could not be written; their senders were told")]
    public static partial void NotWritten(ILogger logger, Exception problem, int lines);
}
