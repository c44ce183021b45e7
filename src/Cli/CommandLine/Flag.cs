using System.Collections.Immutable;

namespace Plumbline.Cli.CommandLine;

/// <summary>One flag, which is also one key of a configuration file.</summary>
/// <param name="Name">Without dashes, such as <c>reference-rows</c>.</param>
/// <param name="Placeholder">How its value is written in help; empty for a switch.</param>
/// <param name="Help">What it does, one sentence.</param>
/// <param name="Group">Where help shows it.</param>
sealed record Flag(string Name, string Placeholder, string Help, FlagGroup Group)
{
    /// <summary>True when it may be given several times (a list in YAML).</summary>
    public bool Many { get; init; }

    /// <summary>The only values allowed; empty when free.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    public bool IsSwitch => Placeholder.Length == 0;

    public string Dashed => "--" + Name;
}

/// <summary>The headings of help.</summary>
enum FlagGroup
{
    Data,
    Columns,
    Reading,
    Analysis,
    Suite,
    Server,
    Connection,
    Output,
}
