using System.Collections.Immutable;

namespace Plumbline.Cli.CommandLine;

/// <summary>One command as it is parsed and as help shows it.</summary>
/// <param name="Path">Words after <c>plumbline</c>, such as <c>check init</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Operands">How its operands are written; empty when it has none.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Examples">Command lines that work.</param>
sealed record Verb(string Path, string Summary, string Operands, ImmutableArray<Flag> Flags, ImmutableArray<string> Examples)
{
    /// <summary>Least number of operands.</summary>
    public int LeastOperands { get; init; }

    /// <summary>Greatest number of operands.</summary>
    public int MostOperands { get; init; }

    /// <summary>What exit codes mean.</summary>
    public string ExitCodes { get; init; } = "0 done, 2 wrong usage or nothing could be read, 130 interrupted";

    public string Name => Path.Split(' ')[^1];
}
