using System.Collections.Immutable;
using System.Globalization;

namespace Plumbline.Server.Hosting;

/// <summary>Every option of <c>plumbline serve</c>. The command line's help, the YAML keys and the variables come from here.</summary>
public static class ServerOptionTable
{
    public static ImmutableArray<ServerOption> All { get; } =
    [
        Text("data", "DIR", "./plumbline-data", "a folder; it is made when missing", "Where everything is kept.", (o, v) =>
            o with { DataFolder = v }),
        new("urls", "URL", "http://127.0.0.1:8000", "http://ADDRESS:PORT; an address that is not loopback makes keys necessary everywhere",
            "Where to listen.",
            (o, v) => Addresses(v) is { } urls ? o with { Urls = urls } : null) { Many = true },
        new("hosts", "NAME", "", "host names without scheme or port", "Names this server is called by, beside localhost.",
            (o, v) => v.All(IsHostName) ? o with { Hosts = [.. v] } : null) { Many = true },
        Switch("require-key", "Ask for a key on this machine too; use it behind a proxy on the same machine.", (o, v) =>
            o with { RequireKey = v }),
        Switch("new-admin-key", "Make another admin key at start and show it once, for when the first is lost.", (o, v) =>
            o with { NewAdminKey = v }),
        Word<LogFormat>("log-format", "How logs are written to standard error: auto is text on a terminal and JSON lines elsewhere.",
            "auto", (o, v) => o with { LogFormat = v }),
        Word<LogDetail>("log-level", "The least important lines to log.", "information", (o, v) => o with { LogLevel = v }),
        Number("session-hours", 168, 1, 8_760, "hours", "How long a login of a browser lasts.", (o, v) =>
            o with { SessionLength = TimeSpan.FromHours(v) }),
        Number("max-connections", 1_000, 10, 100_000, "connections", "Connections open at once; more are closed.", (o, v) =>
            o with { MostConnections = (int)v }),
        Number("max-body-mb", 64, 1, 4_096, "MiB", "The largest body of a request.", (o, v) => o with { MostBodyBytes = (long)v << 20 }),
        Number("max-upload-mb", 2_048, 1, 1_048_576, "MiB", "The largest file of events, truths or a baseline, after decompression.",
            (o, v) => o with { MostUploadBytes = (long)v << 20 }),
        Number("row-memory-mb", 256, 128, 1_048_576, "MiB",
            "Memory the store of rows may use, about a third of the whole server's; queries that need more use the disk.",
            (o, v) => o with { RowMemoryBytes = (long)v << 20 }),
        Number("header-timeout", 15, 1, 300, "seconds", "How long the headers of a request may take.", (o, v) =>
            o with { HeaderTimeout = TimeSpan.FromSeconds(v) }),
        Number("idle-timeout", 130, 1, 3_600, "seconds", "How long a connection without a request is kept.", (o, v) =>
            o with { IdleTimeout = TimeSpan.FromSeconds(v) }),
        Number("min-data-rate", 240, 1, 1_000_000, "bytes a second", "Slower clients are cut off after 5 seconds.", (o, v) =>
            o with { LeastBytesPerSecond = (int)v }),
        Number("drain-time", 20, 1, 600, "seconds", "The longest stopping may take.", (o, v) =>
            o with { DrainTime = TimeSpan.FromSeconds(v) }),
        Number("drain-notice", 1, 0, 60, "seconds", "How long /readyz says no before connections are refused.", (o, v) =>
            o with { DrainNotice = TimeSpan.FromSeconds(v) }),
        Number("retention-days", 30, 1, 36_500, "days",
            "How long events, truths and metric points are kept after they were received; a model's own retention_days comes first.",
            (o, v) => o with { RetentionDays = (int)v }),
        Number("profile-days", 1_825, 1, 36_500, "days", "How long profiles are kept after their time, once their events are gone.",
            (o, v) => o with { ProfileDays = (int)v }),
        Number("evaluation-days", 730, 1, 36_500, "days", "How long evaluations are kept after their window and after they were made.",
            (o, v) => o with { EvaluationDays = (int)v }),
    ];

    /// <summary>The options with all given values, later ones winning, and everything that is wrong, each a sentence.</summary>
    public static (ServerOptions Options, ImmutableArray<string> Problems) Settle(IEnumerable<OptionValues> given)
    {
        var options = new ServerOptions();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (OptionValues values in given)
        {
            ServerOption option = All.First(o => o.Name == values.Option);
            if (!option.Many && values.Values.Count != 1)
                problems.Add($"{values.Origin} takes one value, but {values.Values.Count} were given: {string.Join(", ", values.Values)}.");
            else if (values.Values.Count == 0 || values.Values.Any(string.IsNullOrWhiteSpace))
                problems.Add($"{values.Origin} is empty; allowed: {option.Allowed}.");
            else if (option.Apply(options, values.Values) is { } next) options = next;
            else problems.Add($"{values.Origin}: {Wrong(option, values.Values)}");
        }
        if (options.DrainNotice >= options.DrainTime)
            problems.Add(
                $"drain-notice ({Seconds(options.DrainNotice)} s) must be shorter than drain-time ({Seconds(options.DrainTime)} s).");
        if (options.ProfileDays < options.RetentionDays)
            problems.Add($"profile-days ({options.ProfileDays}) must be at least retention-days ({options.RetentionDays}).");
        return (options, problems.ToImmutable());
    }

    static string Wrong(ServerOption option, IReadOnlyList<string> values)
    {
        string found = string.Join(", ", values);
        if (option.Name == "urls" && values.Select(v => (Text: v, ListenAddress.Parse(v).Problem))
            .FirstOrDefault(p => p.Problem is not null) is { Problem: { } problem } wrong)
            return $"'{wrong.Text}': {problem}.";
        return $"'{found}' is not allowed; allowed: {option.Allowed}.";
    }

    static ImmutableArray<ListenAddress>? Addresses(IReadOnlyList<string> texts)
    {
        var parsed = texts.Select(t => ListenAddress.Parse(t).Address).ToArray();
        return parsed.All(a => a is not null) ? [.. parsed.Select(a => a!)] : null;
    }

    static bool IsHostName(string text) => Uri.CheckHostName(text) != UriHostNameType.Unknown;

    static ServerOption Text(string name, string placeholder, string standard, string allowed, string help,
        Func<ServerOptions, string, ServerOptions> set) =>
        new(name, placeholder, standard, allowed, help, (o, v) => set(o, v[0]));

    static ServerOption Switch(string name, string help, Func<ServerOptions, bool, ServerOptions> set) =>
        new(name, "", "no", "yes, no", help, (o, v) => v[0] switch
        {
            "yes" or "true" => set(o, true),
            "no" or "false" => set(o, false),
            _ => null,
        });

    static ServerOption Word<T>(string name, string help, string standard, Func<ServerOptions, T, ServerOptions> set)
        where T : struct, Enum =>
        new(name, Words.All<T>().Replace(", ", "|", StringComparison.Ordinal), standard, Words.All<T>(), help, (o, v) =>
            Words.Parse<T>(v[0]) is { } word ? set(o, word) : null);

    static ServerOption Number(string name, double standard, double least, double most, string unit, string help,
        Func<ServerOptions, double, ServerOptions> set)
    {
        string allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number of {unit} from {least} to {most}");
        return new(name, "N", standard.ToString(CultureInfo.InvariantCulture), allowed, help, (o, v) =>
            int.TryParse(v[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int n) && n >= least && n <= most
                ? set(o, n) : null) { Unit = unit == "connections" ? "" : unit };
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
