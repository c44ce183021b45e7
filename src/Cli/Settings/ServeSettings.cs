using Plumbline.Cli.CommandLine;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.Settings;

/// <summary>Options of <c>serve</c> from three places: the configuration file, over it the environment, over that the flags.</summary>
static class ServeSettings
{
    const string ConfigVariable = "PLUMBLINE_CONFIG";

    /// <summary>What was given, the strongest place for each option; what is wrong in any place is noted.</summary>
    public static CommandSettings Gather(ParsedLine line, IReadOnlyDictionary<string, string> variables)
    {
        var values = new Dictionary<string, SettingValues>(line.Values, StringComparer.Ordinal);
        var settings = new CommandSettings(values);
        foreach (string problem in line.Problems) settings.Problem(problem);
        foreach (ServerOption option in ServerOptionTable.All)
            if (variables.TryGetValue(option.Variable, out string? text)) values.TryAdd(option.Name, OfVariable(option, text));
        string? file = line.Values.TryGetValue(Flags.Config.Name, out SettingValues? config) ? config.Values[^1]
            : variables.GetValueOrDefault(ConfigVariable);
        if (string.IsNullOrEmpty(file)) return settings;
        Flag[] keys = [.. Flags.Serve.Where(f => f != Flags.Config)];
        var ofFile = ConfigFile.Read(file, Verbs.Serve.Name, [.. keys.Select(k => k.Name)], [.. keys], settings.Problem);
        foreach ((string key, SettingValues value) in ofFile) values.TryAdd(key, value);
        return settings;
    }

    /// <summary>The configuration file; null when none is given.</summary>
    public static string? FileOf(CommandSettings settings, IReadOnlyDictionary<string, string> variables) =>
        settings.Text(Flags.Config) ?? (variables.GetValueOrDefault(ConfigVariable) is { Length: > 0 } file ? file : null);

    /// <summary>The options; what is wrong is noted in the settings.</summary>
    public static ServerOptions Settle(CommandSettings settings)
    {
        var given = from option in ServerOptionTable.All
                    let flag = Flags.Serve.First(f => f.Name == option.Name)
                    where settings.Has(flag)
                    select new OptionValues(option.Name, settings.Texts(flag), settings.Origin(flag));
        (ServerOptions options, var problems) = ServerOptionTable.Settle(given);
        foreach (string problem in problems) settings.Problem(problem);
        return options;
    }

    // Unquoted lists have commas; an address or a host name has none.
    static SettingValues OfVariable(ServerOption option, string text) =>
        new(option.Many ? [.. text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : [text],
            option.Variable);
}
