using System.Net;
using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Security;

static partial class Log
{
    [LoggerMessage(100, LogLevel.Warning, "a wrong key came from {Address}")]
    public static partial void WrongKey(ILogger logger, IPAddress? address);

    [LoggerMessage(101, LogLevel.Warning, "a login failed from {Address}")]
    public static partial void FailedLogin(ILogger logger, IPAddress? address);

    [LoggerMessage(102, LogLevel.Information, "a session of key {Key} ({Name}) began from {Address}")]
    public static partial void SessionBegan(ILogger logger, long key, string name, IPAddress? address);

    [LoggerMessage(103, LogLevel.Information, "key {Key} ({Name}, scope {Scope}) was made by {By}")]
    public static partial void KeyMade(ILogger logger, long key, string name, string scope, string by);

    [LoggerMessage(104, LogLevel.Information, "key {Key} was withdrawn by {By}")]
    public static partial void KeyWithdrawn(ILogger logger, long key, string by);
}
