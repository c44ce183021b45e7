using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Hosting;

static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Route}: {Reason}")]
    public static partial void Failed(ILogger logger, Exception? exception, string method, string route, string reason);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Route}: the client left before the answer")]
    public static partial void ClientGone(ILogger logger, string method, string route);

    [LoggerMessage(3, LogLevel.Information, "listening on {Urls}, data in {Folder}, {Models} models")]
    public static partial void Listening(ILogger logger, string urls, string folder, int models);

    [LoggerMessage(4, LogLevel.Debug, "loading: {Part}")]
    public static partial void Loading(ILogger logger, string part);

    [LoggerMessage(5, LogLevel.Information, "serving after {Milliseconds} ms, {Health}")]
    public static partial void Serving(ILogger logger, long milliseconds, string health);

    [LoggerMessage(6, LogLevel.Critical, "{Part} could not be loaded: {Reason}")]
    public static partial void LoadFailed(ILogger logger, Exception exception, string part, string reason);

    [LoggerMessage(7, LogLevel.Information, "stopping: no longer ready, finishing {Requests} requests")]
    public static partial void Draining(ILogger logger, int requests);

    [LoggerMessage(8, LogLevel.Information, "stopped after {Milliseconds} ms, every acknowledged row is taken up")]
    public static partial void Stopped(ILogger logger, long milliseconds);

    [LoggerMessage(9, LogLevel.Error,
        "stopped after {Milliseconds} ms; {Part} was not finished and is made up for after the next start, with {Rows} acknowledged rows")]
    public static partial void StoppedShort(ILogger logger, long milliseconds, string part, long rows);

    [LoggerMessage(10, LogLevel.Error, "{Part} failed while stopping")]
    public static partial void DrainFailed(ILogger logger, Exception exception, string part);

    [LoggerMessage(11, LogLevel.Information,
        "stopped after {Milliseconds} ms; {Rows} acknowledged rows are safe in the log and are taken up after the next start")]
    public static partial void StoppedBehind(ILogger logger, long milliseconds, long rows);
}
