using System.Text;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Monitors;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Protocol;
using Plumbline.Server.Monitors;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline monitors apply|diff|export FILE</c>: monitors as code.</summary>
sealed class MonitorsCommand(CommandRun run, Verb verb)
{
    const int Differs = 1;
    const string Standard = "-";

    readonly string _path = run.Operands[0];

    public int Run() => verb == Verbs.MonitorsExport ? Export() : Change(isDiff: verb == Verbs.MonitorsDiff);

    int Change(bool isDiff)
    {
        bool removes = run.Settings.Switch(Flags.Prune);
        run.Settings.ThrowIfWrong();
        WrittenMonitors written = Read();
        MonitorChanges changes = ServerCalls.Run(run, c => c.ApplyMonitorsAsync(written.File, isDiff, removes, run.CancellationToken),
            written.Told);
        foreach (string line in ChangeLines.Of(changes, run.Colours)) run.Terminal.Out.WriteLine(line);
        return isDiff && ChangeLines.Any(changes) ? Differs : CommandDispatch.Done;
    }

    int Export()
    {
        string? model = run.Settings.Text(Flags.Model);
        OutputFile? target = _path == Standard ? null : OutputFile.Prepare(_path);
        MonitorFile file = ServerCalls.Run(run, c => c.MonitorsAsync(model, run.CancellationToken));
        run.Write(target, stream => stream.Write(Encoding.UTF8.GetBytes(MonitorFileWriter.Write(file))));
        if (target is not null) run.Terminal.Out.WriteLine($"{file.Monitors.Count} monitors are in {_path}.");
        return CommandDispatch.Done;
    }

    WrittenMonitors Read()
    {
        if (_path == Standard) return MonitorFileReader.Read(run.Terminal.In, "standard input");
        using StreamReader reader = YamlText.OpenFile(_path, "file of monitors");
        return MonitorFileReader.Read(reader, _path);
    }
}
