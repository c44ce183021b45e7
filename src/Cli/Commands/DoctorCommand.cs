using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline doctor</c>: reads every byte of a data folder and says what is wrong. Changes nothing.</summary>
sealed class DoctorCommand(CommandRun run)
{
    const int Unsound = 1;
    const string DefaultFolder = "./plumbline-data";

    public int Run()
    {
        string folder = run.Settings.Text(Flags.DataFolder) ?? DefaultFolder;
        run.Settings.ThrowIfWrong();
        try
        {
            return Tell(FolderCheck.Run(folder, run.CancellationToken), folder);
        }
        catch (StorageException refused)
        {
            throw new UsageException(refused.Message);
        }
    }

    int Tell(IReadOnlyList<PartHealth> parts, string folder)
    {
        foreach (PartHealth part in parts)
        {
            run.Terminal.Out.WriteLine($"{part.Part}: {(part.Problems.Count == 0 ? "sound" : "not sound")} ({Neutral.Line(part.Found)})");
            foreach (string problem in part.Problems) run.Terminal.Out.WriteLine($"  {Neutral.Line(problem)}");
            if (part.Advice?.Replace("FOLDER", folder, StringComparison.Ordinal) is { } advice)
                run.Terminal.Out.WriteLine($"  what to do: {Neutral.Line(advice)}");
            foreach (string note in part.Notes) run.Terminal.Out.WriteLine($"  note: {Neutral.Line(note)}");
        }
        int problems = parts.Sum(p => p.Problems.Count);
        run.Terminal.Out.WriteLine(problems == 0 ? "Everything is sound." : problems == 1 ? "One thing is wrong."
            : $"{problems} things are wrong.");
        return problems == 0 ? CommandDispatch.Done : Unsound;
    }
}
