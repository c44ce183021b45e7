using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Backup;

static partial class Log
{
    [LoggerMessage(601, LogLevel.Information, "backup: {Files} files, {Bytes} bytes, everything up to row {Seq}, in {Milliseconds} ms")]
    public static partial void Made(ILogger logger, int files, long bytes, long seq, long milliseconds);

    [LoggerMessage(602, LogLevel.Error, "backup: broke off, its archive is not whole")]
    public static partial void BrokeOff(ILogger logger, Exception exception);
}
