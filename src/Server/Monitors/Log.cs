using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Monitors;

static partial class Log
{
    [LoggerMessage(500, LogLevel.Warning, "monitor {Monitor} could not judge the window from {Start}; the evaluation says why")]
    public static partial void NotJudged(ILogger logger, long monitor, string start);
}
