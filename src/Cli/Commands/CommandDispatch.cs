using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;

namespace Plumbline.Cli.Commands;

/// <summary>Chooses the command and turns what it throws into words and an exit code.</summary>
static class CommandDispatch
{
    public const int Done = 0;
    public const int CheckFailed = 1;
    public const int Wrong = 2;
    public const int Interrupted = 130;

    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        string verb = "";
        try
        {
            if (args is ["help", ..]) args = [.. args.Skip(1), "--help"];
            if (args is ["--version"]) return Print(terminal.Out, "plumbline " + Program.Version);
            ParsedLine line = CommandTree.Parse(args);
            verb = line.Verb is null ? "" : " " + line.Verb.Path;
            if (!line.WantsHelp) return CommandRun.Start(line, args, terminal, cancellationToken);
            if (line.Verb is null) HelpText.WriteProgram(terminal.Out);
            else HelpText.Write(line.Verb, terminal.Out);
            return Done;
        }
        catch (UsageException wrong)
        {
            foreach (string problem in wrong.Problems) terminal.Error.WriteLine($"plumbline{verb}: {Neutral.Lines(problem)}");
            terminal.Error.WriteLine($"See: plumbline{verb} --help");
            return Wrong;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"plumbline{verb}: interrupted; nothing was written.");
            return Interrupted;
        }
        catch (OutOfMemoryException)
        {
            terminal.Error.WriteLine($"plumbline{verb}: there is not enough memory for this; leave columns out with --ignore, or rows with "
                + "--reference-rows and --current-rows.");
            return Wrong;
        }
        catch (Exception fault)
        {
            return Fault(fault, verb, terminal);
        }
    }

    static int Fault(Exception fault, string verb, Terminal terminal)
    {
        terminal.Error.WriteLine($"plumbline{verb}: this is a fault of Plumbline, not of your data: {Neutral.Line(fault.Message)} Nothing "
            + "was written. Please report it with these lines:");
        terminal.Error.WriteLine(Neutral.Lines(fault.ToString()));
        return Wrong;
    }

    static int Print(TextWriter output, string line)
    {
        output.WriteLine(line);
        return Done;
    }
}
