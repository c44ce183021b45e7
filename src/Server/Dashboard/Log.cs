using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Dashboard;

static partial class Log
{
    [LoggerMessage(700, LogLevel.Error, "the page {Path} could not be made")]
    public static partial void PageFailed(ILogger logger, Exception fault, string? path);

    [LoggerMessage(701, LogLevel.Warning, "the page {Path} could not be made: a store failed")]
    public static partial void StoreFailed(ILogger logger, Exception fault, string? path);
}
