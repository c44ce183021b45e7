using Microsoft.Extensions.Logging;

namespace Plumbline.Server.Projections;

static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "projection {Name} failed ({Kind}, attempt {Attempt})")]
    public static partial void Failed(ILogger logger, Exception problem, string name, FailureKind kind, int attempt);

    [LoggerMessage(2, LogLevel.Information, "projection {Name} stops before it has taken up everything; it goes on after the next start")]
    public static partial void NotFinished(ILogger logger, string name);

    [LoggerMessage(3, LogLevel.Warning,
        "the profiles stand at {Cells}, but the log begins behind it: they are rebuilt from the rows up to {Rows}")]
    public static partial void Gap(ILogger logger, long cells, long rows);

    [LoggerMessage(4, LogLevel.Information,
        "rebuilt {Cells} cells up to row {Seq}: {Changed} differ from before; {SealedCells} are sealed and stay")]
    public static partial void Rebuilt(ILogger logger, int cells, int changed, int sealedCells, long seq);
}
