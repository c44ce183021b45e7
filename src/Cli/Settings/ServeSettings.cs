using Plumbline.Cli.CommandLine;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.Settings;

/// <summary>Options of <c>serve</c> from three places: the configuration file, over it the environment, over that the flags.</summary>
static class ServeSettings
{
    const string ConfigVariable = "PLUMBLINE_CONFIG";

    /// <summary>What was given, the strongest place for each option.</summary>
    /// <exception cref="UsageException">The configuration file cannot be read or has wrong keys.</exception>
    public static Dictionary<string, SettingValues> Gather(Dictionary<string, SettingValues> flags,
        IReadOnlyDictionary<string, string> variables)
    {
        var values = new Dictionary<string, SettingValues>(flags, StringComparer.Ordinal);
        foreach (ServerOption option in ServerOptionTable.All)
            if (variables.TryGetValue(option.Variable, out string? text)) values.TryAdd(option.Name, OfVariable(option, text));
        string? file = flags.TryGetValue(Flags.Config.Name, out SettingValues? config) ? config.Values[^1]
            : variables.GetValueOrDefault(ConfigVariable);
        if (string.IsNullOrEmpty(file)) return values;
        Flag[] keys = [.. Flags.Serve.Where(f => f != Flags.Config)];
        foreach ((string key, SettingValues value) in ConfigFile.Read(file, Verbs.Serve.Name, [.. keys.Select(k => k.Name)], [.. keys]))
            values.TryAdd(key, value);
        return values;
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
