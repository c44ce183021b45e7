using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Bins;

namespace Plumbline.Cli.Inputs;

/// <summary>Reads from the settings how the sets are compared.</summary>
static class AnalysisSettings
{
    static readonly Dictionary<string, ModelTask> s_tasks = new()
    {
        ["binary"] = ModelTask.Binary,
        ["multiclass"] = ModelTask.Multiclass,
        ["regression"] = ModelTask.Regression,
    };

    static readonly Dictionary<string, Binning> s_binnings = new()
    {
        ["quantile"] = Statistics.Bins.Binning.Quantile,
        ["equal_width"] = Statistics.Bins.Binning.EqualWidth,
        ["sturges"] = Statistics.Bins.Binning.Sturges,
        ["doane"] = Statistics.Bins.Binning.Doane,
        ["distinct"] = Statistics.Bins.Binning.Distinct,
    };

    static readonly Dictionary<string, Language> s_languages =
        new() { ["en"] = Engine.Messages.Language.English, ["zh-CN"] = Engine.Messages.Language.Chinese };

    public static ReportOptions Read(CommandSettings settings)
    {
        var defaults = new ReportOptions();
        (Binning Kind, int? Count)? binning = Binning(settings);
        return defaults with
        {
            Measures = Measures(settings),
            Task = settings.Choice(Flags.Task, s_tasks),
            Positive = settings.Text(Flags.Positive),
            Threshold = settings.Number(Flags.Threshold),
            Redact = settings.Switch(Flags.Redact),
            Binning = binning?.Kind,
            BinCount = binning?.Count,
            Seed = settings.WholeNumber(Flags.Seed) ?? defaults.Seed,
        };
    }

    public static Language Language(CommandSettings settings) =>
        settings.Choice(Flags.Language, s_languages) ?? Engine.Messages.Language.English;

    /// <summary>Names that <c>--measures</c> gives one by one; empty for the default ones and for all.</summary>
    public static IReadOnlyList<string> NamedMeasures(CommandSettings settings) =>
        Words(settings) is var words && words is ["default"] or ["all"] ? [] : [.. words.Select(w => w == "csi" ? "psi" : w)];

    static MeasureSelection Measures(CommandSettings settings)
    {
        string[] words = Words(settings);
        if (words.Length == 0 || words is ["default"]) return MeasureSelection.Default;
        if (words is ["all"]) return MeasureSelection.All;
        var named = new List<DriftMeasure>();
        foreach (string word in words)
        {
            if (DriftMeasures.TryParse(word, out DriftMeasure measure)) named.Add(measure);
            else settings.NotAllowed(Flags.Measures, word, ["default", "all", .. DriftMeasures.All.Select(m => m.Name())]);
        }
        return MeasureSelection.Of(named);
    }

    // KIND or KIND:COUNT; the count only where the kind leaves it open.
    static (Binning Kind, int? Count)? Binning(CommandSettings settings)
    {
        if (settings.Text(Flags.Binning) is not { Length: > 0 } text) return null;
        string[] parts = text.Split(':');
        if (!s_binnings.TryGetValue(parts[0], out Binning kind))
        {
            settings.NotAllowed(Flags.Binning, parts[0], s_binnings.Keys);
            return null;
        }
        if (parts.Length == 1) return (kind, null);
        bool isOpen = kind is Statistics.Bins.Binning.Quantile or Statistics.Bins.Binning.EqualWidth;
        if (isOpen && parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 2 and <= 1000)
            return (kind, count);
        settings.Problem($"{settings.Origin(Flags.Binning)}: '{text}': only quantile and equal_width take a number of bins, from 2 to "
            + "1000, such as quantile:20.");
        return null;
    }

    static string[] Words(CommandSettings settings) =>
        [.. settings.Texts(Flags.Measures)
            .SelectMany(m => m.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
