using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Backups;
using Plumbline.Storage.Opening;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline backup</c>: the archive of a server that runs, or of the folder of one that is stopped.</summary>
sealed class BackupCommand(CommandRun run)
{
    public int Run()
    {
        string output = run.Settings.Required(Flags.Archive, "--output monday.tar");
        string? folder = run.Settings.Text(Flags.StoppedFolder);
        if (folder is not null && run.Settings.Has(Flags.Url))
            run.Settings.Problem("Give --data for a server that is stopped or --url for one that runs, not both.");
        if (folder is not null && !Directory.Exists(folder)) run.Settings.Problem($"There is no folder '{folder}'.");
        if (output.Length > 0 && Path.Exists(output)) run.Settings.Problem($"{output}: is there already; choose another --output.");
        run.Settings.ThrowIfWrong();
        string part = output + ".part";
        try
        {
            Write(folder, part);
            // Read back whole: a connection can break where nobody notices.
            BackupManifest manifest = BackupFiles.Check(part, run.CancellationToken);
            File.Move(part, output);
            run.Terminal.Out.WriteLine(Words(manifest, output));
            return CommandDispatch.Done;
        }
        catch (StorageException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{output}: cannot write the archive: {wrong.Message}");
        }
        finally
        {
            File.Delete(part);
        }
    }

    void Write(string? folder, string part)
    {
        var owned = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // It holds what the folder holds, which only its owner may read.
        if (!OperatingSystem.IsWindows()) owned.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var archive = new FileStream(part, owned);
        if (folder is null) ServerCalls.Run(run, async c =>
        {
            await c.BackupAsync(archive, run.CancellationToken);
            return true;
        });
        else Write(folder, archive);
        archive.Flush(flushToDisk: true);
    }

    void Write(string folder, Stream archive)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) throw new UsageException($"The folder '{folder}' is empty.");
        using OpenedStorage storage = OpenedStorage.Open(folder, new StorageOptions(), run.Terminal.Time);
        using BackupWriting backup = BackupWriting.Begin(storage, run.Terminal.Time);
        backup.WriteAsync(archive, run.CancellationToken).GetAwaiter().GetResult();
    }

    static string Words(BackupManifest manifest, string output) => string.Create(CultureInfo.InvariantCulture,
        $"{output}: {manifest.Files.Count} files, {manifest.Files.Sum(f => f.Length) / 1048576.0:0.0} MiB, everything up to row "
            + $"{manifest.LastSeq} at {manifest.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; checked.");
}
