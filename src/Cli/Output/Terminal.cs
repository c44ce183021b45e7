using System.Globalization;
using System.Text;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.Output;

/// <summary>Where a run reads its surroundings from and writes to: the only door to the process, so that tests can stand in front of
/// it.</summary>
sealed record Terminal
{
    public TextReader In { get; init; } = TextReader.Null;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of text that fit on a line of output.</summary>
    public int Width { get; init; } = PipedWidth;

    public bool ColoursAllowed { get; init; }

    /// <summary>Whatever standard output is: logs go to standard error.</summary>
    public bool ErrorColoursAllowed { get; init; }

    /// <summary>Variables of the environment whose names begin with <c>PLUMBLINE_</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Width of output that is not a terminal.</summary>
    public const int PipedWidth = 100;

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess()
    {
        bool outIsTerminal = !Console.IsOutputRedirected;
        return new Terminal
        {
            In = Console.In,
            Out = Utf8(Console.OpenStandardOutput()),
            Error = Utf8(Console.OpenStandardError()),
            OutIsTerminal = outIsTerminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Variables = OwnVariables(),
            Width = WidthOf(outIsTerminal),
            ColoursAllowed = outIsTerminal && ColoursAreWelcome,
            ErrorColoursAllowed = ColoursAreWelcome,
        };
    }

    /// <summary>The clock and the log of a server in this process.</summary>
    public ServerSurroundings ForServer() =>
        new() { Time = Time, LogIsTerminal = ErrorIsTerminal, LogHasColours = ErrorIsTerminal && ErrorColoursAllowed };

    static Dictionary<string, string> OwnVariables() => Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .Where(v => ((string)v.Key).StartsWith("PLUMBLINE_", StringComparison.Ordinal))
        .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);

    static bool ColoursAreWelcome =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    static int WidthOf(bool outIsTerminal)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked)
            && asked > 0)
            return Math.Clamp(asked, 60, 500);
        return outIsTerminal && Console.WindowWidth > 0 ? Math.Clamp(Console.WindowWidth, 60, 160) : PipedWidth;
    }
}
