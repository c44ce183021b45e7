using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;

namespace Plumbline.Cli.Commands;

enum ReportFormat
{
    Text,
    Markdown,
    Json,
    Html,
}

enum CheckFormat
{
    Text,
    Json,
    JUnit,
}

/// <summary>Chooses a format: the flag, else the ending of the output file, else text.</summary>
static class OutputFormats
{
    static readonly Dictionary<string, ReportFormat> s_report = new()
    {
        ["html"] = ReportFormat.Html, ["json"] = ReportFormat.Json, ["markdown"] = ReportFormat.Markdown, ["text"] = ReportFormat.Text,
    };

    static readonly Dictionary<string, ReportFormat> s_reportEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = ReportFormat.Html, [".htm"] = ReportFormat.Html, [".json"] = ReportFormat.Json, [".md"] = ReportFormat.Markdown,
        [".markdown"] = ReportFormat.Markdown, [".txt"] = ReportFormat.Text,
    };

    static readonly Dictionary<string, CheckFormat> s_check =
        new() { ["text"] = CheckFormat.Text, ["json"] = CheckFormat.Json, ["junit"] = CheckFormat.JUnit };

    static readonly Dictionary<string, CheckFormat> s_checkEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        [".xml"] = CheckFormat.JUnit, [".json"] = CheckFormat.Json, [".txt"] = CheckFormat.Text,
    };

    public static ReportFormat Report(CommandSettings settings) => Choose(settings, Flags.ReportFormat, s_report, s_reportEndings);

    public static CheckFormat Check(CommandSettings settings) => Choose(settings, Flags.CheckFormat, s_check, s_checkEndings);

    static T Choose<T>(CommandSettings settings, Flag flag, Dictionary<string, T> words, Dictionary<string, T> endings) where T : struct
    {
        if (settings.Has(flag)) return settings.Choice(flag, words) ?? default;
        if (settings.Text(Flags.Output) is not { Length: > 0 } output) return default;
        if (output.StartsWith("/dev/", StringComparison.Ordinal)) return default;
        if (endings.TryGetValue(Path.GetExtension(output), out T byEnding)) return byEnding;
        settings.Problem($"{settings.Origin(Flags.Output)}: the ending of '{output}' names no format; use "
            + $"{string.Join(", ", endings.Keys)}, or say --format {flag.Placeholder}.");
        return default;
    }
}
