using System.Collections.Immutable;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.CommandLine;

/// <summary>Every flag there is, and which commands have it.</summary>
static class Flags
{
    public static Flag Reference { get; } =
        new("reference", "R",
            "The data to compare with: CSV, TSV, JSON, JSON lines (plain or .gz), Parquet, a glob, or a profile.", FlagGroup.Data);
    public static Flag Current { get; } = new("current", "C", "The data to judge, in any of the same forms.", FlagGroup.Data);
    public static Flag Truths { get; } =
        new("truths", "T", "A file with the true labels of the current set, joined by --id.", FlagGroup.Data);
    public static Flag Id { get; } =
        new("id", "COLUMN", "The column that identifies a row, in the data and in the truths.", FlagGroup.Data);
    public static Flag ReferenceRows { get; } =
        new("reference-rows", "A:B", "Use only these reference rows: 0-based, half open, either end may be left out.", FlagGroup.Data);
    public static Flag CurrentRows { get; } = new("current-rows", "A:B", "Use only these current rows.", FlagGroup.Data);
    public static Flag Config { get; } =
        new("config", "F", "YAML with the same keys as the flags; a flag given here wins.", FlagGroup.Data);

    public static Flag Target { get; } = new("target", "COLUMN", "The true label or value.", FlagGroup.Columns);
    public static Flag Prediction { get; } = new("prediction", "COLUMN", "What the model answered.", FlagGroup.Columns);
    public static Flag Score { get; } =
        new("score", "COLUMN|LABEL=COLUMN,...",
            "The probability of the positive class, or one column per class.", FlagGroup.Columns) { Many = true };
    public static Flag Timestamp { get; } = new("timestamp", "COLUMN", "When the row happened; never judged.", FlagGroup.Columns);
    public static Flag TimeZone { get; } =
        new("timezone", "ZONE", "The zone of times without an offset, such as Europe/Berlin (default UTC).", FlagGroup.Columns);
    public static Flag Segment { get; } =
        new("segment", "COLUMN", "Report quality per value of this column.", FlagGroup.Columns) { Many = true };
    public static Flag Protected { get; } =
        new("protected", "COLUMN", "Report fairness across the groups of this column.", FlagGroup.Columns) { Many = true };
    public static Flag Ignore { get; } = new("ignore", "COLUMN", "Leave this column out.", FlagGroup.Columns) { Many = true };
    public static Flag Categorical { get; } =
        new("categorical", "COLUMN", "Read this column as categories even if it holds numbers.", FlagGroup.Columns) { Many = true };
    public static Flag Numeric { get; } = new("numeric", "COLUMN", "Read this column as numbers.", FlagGroup.Columns) { Many = true };

    public static Flag Missing { get; } =
        new("missing", "TEXT", "What means 'missing', instead of: empty, NA, N/A, NaN, null, None, ?", FlagGroup.Reading) { Many = true };
    public static Flag Header { get; } =
        new("header", "yes|no",
            "Whether the first line names the columns (otherwise decided from the data).", FlagGroup.Reading) { Choices = ["yes", "no"] };

    public static Flag Measures { get; } =
        new("measures", "default|all|M1,M2", "Which measures to compute for each column.", FlagGroup.Analysis) { Many = true };
    public static Flag Binning { get; } =
        new("binning", "KIND[:COUNT]",
            "Bins of numeric columns for the distances shown, to reproduce another tool's numbers: quantile, equal_width, "
            + "sturges, doane, distinct; quantile:20 sets their number. Verdicts keep their own.", FlagGroup.Analysis);
    public static Flag Task { get; } =
        new("task", "binary|multiclass|regression",
            "What the model does (otherwise decided from the columns).",
                FlagGroup.Analysis) { Choices = ["binary", "multiclass", "regression"] };
    public static Flag Positive { get; } = new("positive", "VALUE", "The positive class of a binary task.", FlagGroup.Analysis);
    public static Flag Threshold { get; } =
        new("threshold", "T", "Scores at or above T decide for the positive class (default 0.5).", FlagGroup.Analysis);
    public static Flag Seed { get; } =
        new("seed", "N", "Seed of everything sampled (default 1): the same seed gives the same report.", FlagGroup.Analysis);

    public static Flag Suite { get; } = new("suite", "FILE", "The checks to run, as YAML; docs/suite.md describes it.", FlagGroup.Suite);
    public static Flag Preset { get; } =
        new("preset", "NAME",
            "Checks that come with Plumbline: drift, integrity, quality.", FlagGroup.Suite) { Many = true,
                Choices = ["drift", "integrity", "quality"] };
    public static Flag Strict { get; } =
        new("strict", "", "A check that could not be judged (too little data) fails, and so does a warning.", FlagGroup.Suite);

    public static Flag ReportFormat { get; } =
        new("format", "html|json|markdown|text",
            "How to write it (otherwise from the ending of --output, else text).",
                FlagGroup.Output) { Choices = ["html", "json", "markdown", "text"] };
    public static Flag CheckFormat { get; } =
        new("format", "text|json|junit",
            "How to write the outcome (otherwise from the ending of --output, else text).",
                FlagGroup.Output) { Choices = ["text", "json", "junit"] };
    public static Flag Output { get; } = new("output", "F", "Write to this file instead of standard output.", FlagGroup.Output);
    public static Flag Language { get; } =
        new("language", "en|zh-CN", "Language of text, markdown and html (default en).", FlagGroup.Output) { Choices = ["en", "zh-CN"] };
    public static Flag Redact { get; } = new("redact", "", "Show no values of the data: no categories, no examples.", FlagGroup.Output);
    public static Flag Quiet { get; } = new("quiet", "", "No progress and no closing line.", FlagGroup.Output);
    public static Flag NoColor { get; } = new("no-color", "", "No colours (also when NO_COLOR is set).", FlagGroup.Output);

    public static Flag DataFolder { get; } = new("data", "FOLDER", "The data folder (default ./plumbline-data).", FlagGroup.Data);

    public static Flag DemoFolder { get; } =
        new("data", "FOLDER", "A new or empty folder to keep the demo's data in (otherwise a temporary one that goes with it).",
            FlagGroup.Data);
    public static Flag DemoUrl { get; } = new("urls", "URL", "Where to listen (default http://127.0.0.1:8000).", FlagGroup.Data);

    public static Flag Url { get; } =
        new("url", "URL", "The server (otherwise PLUMBLINE_URL, else http://127.0.0.1:8000).", FlagGroup.Connection);
    public static Flag Key { get; } =
        new("key", "KEY", "An API key; PLUMBLINE_KEY keeps it out of the list of processes.", FlagGroup.Connection);
    public static Flag Model { get; } = new("model", "MODEL", "Only the monitors of this model.", FlagGroup.Data);
    public static Flag Prune { get; } =
        new("prune", "", "Delete monitors of the models in the file that the file does not have.", FlagGroup.Data);
    public static Flag StoppedFolder { get; } = new("data", "FOLDER", "The data folder of a server that is stopped.", FlagGroup.Data);
    public static Flag RestoredFolder { get; } = new("data", "FOLDER", "A new or empty folder.", FlagGroup.Data);
    public static Flag Archive { get; } = new("output", "FILE", "The archive to write; it must not be there yet.", FlagGroup.Output);

    public static Flag PipeModel { get; } =
        new("model", "MODEL", "The model whose program prints the lines; it must be registered.", FlagGroup.Data);
    public static Flag PipeStream { get; } =
        new("stream", "stdout|stderr", "What the lines are (default stdout).", FlagGroup.Data) { Choices = ["stdout", "stderr"] };
    public static Flag PipeSource { get; } =
        new("source", "NAME", "Process, container or host the lines are from (default: this host).", FlagGroup.Data);
    public static Flag PipeVersion { get; } = new("model-version", "VERSION", "Version of the model.", FlagGroup.Data);
    public static Flag BareMetrics { get; } =
        new("bare-metrics", "", "Lines that are nothing but a JSON object carry metrics, without \"vh_metadata\" around them.",
            FlagGroup.Data);

    public static ImmutableArray<Flag> Pipe { get; } = [PipeModel, PipeStream, PipeSource, PipeVersion, BareMetrics, Url, Key, Quiet];

    static ImmutableArray<Flag> Columns { get; } = [Target, Prediction, Score, Timestamp, TimeZone, Segment, Protected, Ignore, Categorical,
        Numeric, Missing, Header];

    static ImmutableArray<Flag> Comparison { get; } =
        [Reference, Current, Truths, Id, ReferenceRows, CurrentRows, Config, .. Columns, Binning, Task, Positive, Threshold, Seed, Redact];

    public static ImmutableArray<Flag> Report { get; } = [.. Comparison, Measures, ReportFormat, Output, Language, Quiet, NoColor];

    public static ImmutableArray<Flag> Check { get; } = [.. Comparison, Suite, Preset, Strict, CheckFormat, Output, Language, Quiet,
        NoColor];

    public static ImmutableArray<Flag> CheckInit { get; } =
        [Reference, Truths, Id, ReferenceRows, Config, .. Columns, Task, Positive, Threshold, Seed, Redact, Output, Quiet, NoColor];

    public static ImmutableArray<Flag> Profile { get; } = [Reference, Truths, Id, ReferenceRows, CurrentRows, Config, .. Columns, Output,
        Quiet, NoColor];

    public static ImmutableArray<Flag> ProfileMerge { get; } = [Output, Quiet, NoColor];

    public static ImmutableArray<Flag> Doctor { get; } = [DataFolder];

    public static ImmutableArray<Flag> MonitorsChange { get; } = [Prune, Url, Key, NoColor];

    public static ImmutableArray<Flag> MonitorsExport { get; } = [Model, Url, Key];

    public static ImmutableArray<Flag> Rebuild { get; } = [StoppedFolder, Url, Key];

    public static ImmutableArray<Flag> Backup { get; } = [StoppedFolder, Url, Key, Archive];

    public static ImmutableArray<Flag> Restore { get; } = [RestoredFolder];

    public static ImmutableArray<Flag> Demo { get; } = [DemoFolder, DemoUrl, Quiet];

    public static ImmutableArray<Flag> Serve { get; } =
        [Config, .. ServerOptionTable.All.Select(o => new Flag(o.Name, o.Placeholder, o.Default.Length > 0 && !o.IsSwitch
            ? $"{o.Help} Default {o.DefaultInWords}." : o.Help, FlagGroup.Server) { Many = o.Many }),
            Language];

    /// <summary>Keys a configuration file may hold, whichever command but <c>serve</c> reads it.</summary>
    public static ImmutableArray<string> ConfigKeys { get; } =
        [.. Report.Concat(Check).Where(f => f != Config).Select(f => f.Name).Distinct()];
}
