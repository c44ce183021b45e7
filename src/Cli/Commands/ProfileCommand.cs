using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Datasets;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline profile FILE</c>.</summary>
sealed class ProfileCommand(CommandRun run)
{
    public int Run()
    {
        string path = run.Operands[0];
        string? referencePath = run.Settings.Text(Flags.Reference);
        DatasetOptions options = referencePath is null ? DataSettings.Reference(run.Settings) : DataSettings.Current(run.Settings);
        DatasetOptions referenceOptions = DataSettings.Reference(run.Settings);
        bool redact = run.Settings.Switch(Flags.Redact);
        run.Settings.ThrowIfWrong();
        if (ProfileFile.IsProfile(path)) throw new UsageException($"{path}: is a profile already; 'plumbline profile merge' joins profiles.");
        OutputFile? file = run.PrepareOutput(new[] { path, referencePath }.OfType<string>());

        DatasetProfile profile = Build(path, options, referencePath, referenceOptions);
        run.Write(file, _ => throw new UsageException($"profiles are not written yet: {profile.Path}"));
        if (file is not null) run.Conclude(null, Language.English);
        return CommandDispatch.Done;
    }

    DatasetProfile Build(string path, DatasetOptions options, string? referencePath, DatasetOptions referenceOptions)
    {
        using var progress = new ProgressLine(run.Terminal, run.Quiet);
        using var inputs = new InputSets(progress, run.CancellationToken);
        inputs.OpenReference(path, referencePath is null ? options : referenceOptions);
        throw new UsageException("profiles are not written yet.");
    }
}
