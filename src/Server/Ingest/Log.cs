using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Ingest;

static partial class Log
{
    [LoggerMessage(200, LogLevel.Warning, "{Rows} rejected rows could not be kept; their senders were told of them")]
    public static partial void NotKept(ILogger logger, Exception problem, long rows);
}
