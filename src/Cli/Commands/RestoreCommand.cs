using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Backups;
using Plumbline.Storage.Opening;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline restore FILE</c>: an archive becomes a data folder, or nothing does.</summary>
sealed class RestoreCommand(CommandRun run)
{
    public int Run()
    {
        string file = run.Operands[0], folder = run.Settings.Required(Flags.RestoredFolder, "--data ./plumbline-data");
        run.Settings.ThrowIfWrong();
        try
        {
            Tell(BackupFiles.Restore(file, folder, run.CancellationToken), folder);
            return CommandDispatch.Done;
        }
        catch (StorageException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: the archive cannot be restored there: {wrong.Message}");
        }
    }

    void Tell(RestoredBackup restored, string folder)
    {
        BackupManifest manifest = restored.Manifest;
        run.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{folder}: restored as of {manifest.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, everything up to row {manifest.LastSeq}. "
                + $"It holds:"));
        foreach (PartHealth part in restored.Parts) run.Terminal.Out.WriteLine($"  {part.Part}: {Neutral.Line(part.Found)}");
        run.Terminal.Out.WriteLine($"Every part is as it was written and sound. 'plumbline serve --data {folder}' runs on it.");
    }
}
