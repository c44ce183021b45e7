using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Storage.Opening;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline rebuild</c>: profiles counted anew from the rows, on a server that runs or in the folder of one that is
/// stopped.</summary>
sealed class RebuildCommand(CommandRun run)
{
    const int WasWrong = 1;

    public int Run()
    {
        string? folder = run.Settings.Text(Flags.StoppedFolder);
        if (folder is null == !run.Settings.Has(Flags.Url))
            run.Settings.Problem("Give --data for a server that is stopped, or --url for one that runs.");
        run.Settings.ThrowIfWrong();
        if (folder is null) return Tell(ServerCalls.Run(run, c => c.RebuildAsync(null, run.CancellationToken)), []);
        try
        {
            IReadOnlyList<string> madeGood = FolderRepair.Run(folder, run.CancellationToken);
            return Tell(RebuildAsync(folder).GetAwaiter().GetResult(), madeGood);
        }
        catch (StorageException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    // The parts of a server, without listening: what counts is the same code.
    async Task<RebuildAnswer> RebuildAsync(string folder)
    {
        var options = new ServerOptions { DataFolder = folder, LogLevel = LogDetail.Warning };
        using Stores stores = StorageComposition.Open(options, run.Terminal.Time);
        await using PlumblineServer server = PlumblineServer.Build(options, stores,
            run.Terminal.ForServer());
        return await server.RebuildAsync(run.CancellationToken);
    }

    int Tell(RebuildAnswer answer, IReadOnlyList<string> madeGood)
    {
        foreach (string one in madeGood) run.Terminal.Out.WriteLine(Neutral.Line(one));
        run.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{answer.Cells} cells were counted anew from the rows up to number {answer.Seq}: {Differ(answer.Changed)}."));
        if (answer.SealedPlaces > 0)
            run.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{answer.SealedPlaces} cells are older than their rows are kept; they stay as they are."));
        return madeGood.Count == 0 && answer.Changed == 0 ? CommandDispatch.Done : WasWrong;
    }

    static string Differ(int changed) => changed switch
    {
        0 => "every one is to the bit what it was",
        1 => "one was another before",
        _ => string.Create(CultureInfo.InvariantCulture, $"{changed} were others before"),
    };
}
