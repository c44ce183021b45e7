using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline profile merge A B ...</c>.</summary>
sealed class ProfileMergeCommand(CommandRun run)
{
    public int Run()
    {
        run.Settings.ThrowIfWrong();
        OutputFile? file = run.PrepareOutput(run.Operands);
        DatasetProfile merged = Read(run.Operands[0]);
        foreach (string path in run.Operands.Skip(1))
        {
            run.CancellationToken.ThrowIfCancellationRequested();
            merged = Merge(merged, path);
        }
        run.Write(file, stream => ProfileJson.Write(merged, stream));
        if (file is not null) run.Conclude(null, Language.English);
        return CommandDispatch.Done;
    }

    static DatasetProfile Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"{path}: there is no such profile.");
        return ProfileFile.IsProfile(path) ? ProfileFile.Read(path)
            : throw new UsageException($"{path}: is not a profile; make one with 'plumbline profile {path} --output FILE'.");
    }

    static DatasetProfile Merge(DatasetProfile merged, string path)
    {
        try
        {
            return DatasetProfiles.Merge(merged, Read(path));
        }
        catch (ProfileException unlike)
        {
            throw new UsageException($"{path}: {unlike.Message}");
        }
    }
}
