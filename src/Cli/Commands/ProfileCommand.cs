using System.Diagnostics;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Datasets;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline profile FILE</c>. With a reference, the rows are counted on the reference's bin set, so that the two can be
/// compared and merged.</summary>
sealed class ProfileCommand(CommandRun run)
{
    public int Run()
    {
        string path = run.Operands[0];
        string? referencePath = run.Settings.Text(Flags.Reference);
        DatasetOptions reference = DataSettings.Reference(run.Settings), current = DataSettings.Current(run.Settings);
        run.Settings.ThrowIfWrong();
        if (ProfileFile.IsProfile(path))
            throw new UsageException($"{path}: is a profile already; 'plumbline profile merge' joins profiles.");
        OutputFile? file = run.PrepareOutput(new[] { path, referencePath, current.Truths }.OfType<string>());

        DatasetProfile profile = referencePath is null ? Alone(path, reference) : On(referencePath, reference, path, current);
        run.Write(file, stream => ProfileJson.Write(profile, stream));
        if (file is not null) run.Conclude(null, Language.English);
        return CommandDispatch.Done;
    }

    DatasetProfile Alone(string path, DatasetOptions options)
    {
        using var progress = new ProgressLine(run.Terminal, run.Quiet);
        using var inputs = new InputSets(progress, run.CancellationToken);
        return ProfileOf(inputs.OpenReference(path, options), null, progress);
    }

    DatasetProfile On(string referencePath, DatasetOptions referenceOptions, string path, DatasetOptions options)
    {
        using var progress = new ProgressLine(run.Terminal, run.Quiet);
        using var inputs = new InputSets(progress, run.CancellationToken);
        ReportSource reference = inputs.OpenReference(referencePath, referenceOptions);
        ReportSource current = inputs.OpenCurrent(path, options, reference);
        return ProfileOf(current, ProfileOf(reference, null, progress), progress);
    }

    DatasetProfile ProfileOf(ReportSource source, DatasetProfile? onBinSetOf, ProgressLine progress) => source switch
    {
        ReportSource.Stored stored => stored.Profile,
        ReportSource.Rows rows =>
            DatasetProfiles.Build(rows.Dataset, onBinSetOf, Environment.ProcessorCount, new StageProgress(progress), run.CancellationToken),
        _ => throw new UnreachableException(),
    };
}
