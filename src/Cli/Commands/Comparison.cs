using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Datasets;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Commands;

/// <summary>The two sides of a report or check, as asked for.</summary>
sealed record Comparison(string ReferencePath, string CurrentPath, DatasetOptions Reference, DatasetOptions Current)
{
    public IEnumerable<string> InputFiles => new[] { ReferencePath, CurrentPath, Current.Truths }.OfType<string>().Where(p => p.Length > 0);

    public static Comparison Settle(CommandSettings settings) => new(
        settings.Required(Flags.Reference, "--reference march.csv"), settings.Required(Flags.Current, "--current april.csv"),
        DataSettings.Reference(settings), DataSettings.Current(settings));

    /// <summary>Reads both sides and compares them.</summary>
    public Report Build(CommandRun run, ReportOptions options)
    {
        using var progress = new ProgressLine(run.Terminal, run.Quiet);
        using var inputs = new InputSets(progress, run.CancellationToken);
        ReportSource reference = inputs.OpenReference(ReferencePath, Reference);
        ReportSource current = inputs.OpenCurrent(CurrentPath, Current, reference);
        return ReportBuilder.Build(reference, current, options, new StageProgress(progress), run.CancellationToken);
    }
}

/// <summary>Shows the stages of a report; reported straight from the working threads.</summary>
sealed class StageProgress(ProgressLine line) : IProgress<ReportProgress>
{
    public void Report(ReportProgress value) => line.Show(value.Stage, value.Done, value.Total);
}
