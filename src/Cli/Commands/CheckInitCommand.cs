using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Suites;
using Plumbline.Datasets;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline check init</c>: a suite made from a reference.</summary>
sealed class CheckInitCommand(CommandRun run)
{
    public int Run()
    {
        string path = run.Settings.Required(Flags.Reference, "--reference march.csv");
        DatasetOptions data = DataSettings.Reference(run.Settings);
        ReportOptions options = AnalysisSettings.Read(run.Settings);
        run.Settings.ThrowIfWrong();
        OutputFile? file = run.PrepareOutput([path]);

        Report report = Describe(path, data, options);
        Suite suite = SuiteDraft.FromReference(report, SuiteName(path));
        run.Write(file, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            SuiteWriter.Write(suite, path, writer);
        });
        if (file is not null) run.Conclude(null, Language.English);
        return CommandDispatch.Done;
    }

    // The reference compared with itself: its own summaries, quality and groups are what the draft looks at.
    Report Describe(string path, DatasetOptions data, ReportOptions options)
    {
        using var progress = new ProgressLine(run.Terminal, run.Quiet);
        using var inputs = new InputSets(progress, run.CancellationToken);
        ReportSource reference = inputs.OpenReference(path, data);
        return ReportBuilder.Build(reference, reference, options, new StageProgress(progress), run.CancellationToken);
    }

    static string SuiteName(string path)
    {
        string name = Path.GetFileName(path);
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? name[..dot] : name;
    }
}
