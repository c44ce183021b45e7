using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;

namespace Plumbline.Cli.Commands;

/// <summary>What every command is given.</summary>
/// <param name="Settings">Flags over configuration.</param>
/// <param name="Line">The command line as somebody could type it again.</param>
sealed record CommandRun(CommandSettings Settings, IReadOnlyList<string> Operands, string Line, Terminal Terminal, CancellationToken CancellationToken)
{
    /// <summary>Runs the command of a parsed line.</summary>
    public static int Start(ParsedLine line, IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        var run = new CommandRun(Settle(line), line.Operands, ShellLine.Quote(["plumbline", .. args]), terminal, cancellationToken);
        return 0;
    }

    static CommandSettings Settle(ParsedLine line)
    {
        Dictionary<string, SettingValues> values = line.Values;
        if (values.TryGetValue(Flags.Config.Name, out SettingValues? config))
            foreach ((string key, SettingValues value) in ConfigFile.Read(config.Values[^1])) values.TryAdd(key, value);
        return new CommandSettings(values);
    }
}
