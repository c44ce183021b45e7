using Plumbline.Cli.Output;

namespace Plumbline.Cli.Tests;

/// <summary>One run of the program: its exit code and what it wrote.</summary>
sealed record Run(int ExitCode, string Out, string Error)
{
    /// <summary>Runs the program in this process.</summary>
    public static Run Of(params string[] args) => Of(new Surroundings(), args);

    /// <summary>Runs the program in given surroundings.</summary>
    public static Run Of(Surroundings surroundings, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            Out = output,
            Error = error,
            OutIsTerminal = surroundings.IsTerminal,
            ErrorIsTerminal = surroundings.IsTerminal,
            ColoursAllowed = surroundings.IsTerminal,
            Width = surroundings.Width,
        };
        int code = Program.Run(args, terminal, surroundings.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }
}

/// <summary>What surrounds a run.</summary>
sealed record Surroundings
{
    public bool IsTerminal { get; init; }

    public int Width { get; init; } = 100;

    public CancellationToken CancellationToken { get; init; } = TestContext.Current.CancellationToken;
}
