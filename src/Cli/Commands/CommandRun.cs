using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Datasets;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Commands;

/// <summary>What every command is given, and how every command ends.</summary>
/// <param name="Settings">Flags over configuration.</param>
/// <param name="Operands">What was given without a flag.</param>
/// <param name="Line">The command line as somebody could type it again.</param>
sealed record CommandRun(CommandSettings Settings, IReadOnlyList<string> Operands, string Line, Terminal Terminal,
    CancellationToken CancellationToken)
{
    readonly long _started = Terminal.Time.GetTimestamp();

    public TimeSpan Elapsed => Terminal.Time.GetElapsedTime(_started);

    public bool Quiet { get; } = Settings.Switch(Flags.Quiet);

    public bool Colours { get; } = !Settings.Switch(Flags.NoColor) && Terminal.ColoursAllowed;

    /// <summary>Runs the command of a parsed line.</summary>
    /// <exception cref="UsageException">Nothing can be said; why, and what to do.</exception>
    public static int Start(ParsedLine line, IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        var run = new CommandRun(Settle(line, terminal), line.Operands, ShellLine.Quote(["plumbline", .. args]), terminal,
            cancellationToken);
        try
        {
            return Choose(line.Verb!, run);
        }
        catch (DatasetException unreadable)
        {
            throw new UsageException(unreadable.Message);
        }
        catch (ReportException incomparable)
        {
            throw new UsageException(incomparable.Message);
        }
        catch (ProfileException unfit)
        {
            throw new UsageException(unfit.Message);
        }
    }

    /// <summary>The output file, known to be writable; null for standard output.</summary>
    public OutputFile? PrepareOutput(IEnumerable<string> inputs) =>
        Settings.Text(Flags.Output) is { } path ? OutputFile.Prepare(path, inputs.Append(Settings.Text(Flags.Config)).OfType<string>())
            : null;

    /// <summary>Writes the result to the file, or to standard output, in one go; never after an interruption.</summary>
    public void Write(OutputFile? file, Action<Stream> content)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (file is not null)
        {
            file.Write(content);
            return;
        }
        using var whole = new MemoryStream();
        content(whole);
        Terminal.Out.Write(System.Text.Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length));
        Terminal.Out.Flush();
    }

    /// <summary>Says on standard output what was written where, unless asked to be quiet.</summary>
    public void Conclude(string? sentence, Language language)
    {
        if (Quiet) return;
        var words = new Words(language);
        if (sentence is not null) Terminal.Out.WriteLine(Neutral.Line(sentence));
        string seconds = Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Terminal.Out.WriteLine(Neutral.Line(words.Say("cli.written", ("path", Settings.Text(Flags.Output) ?? ""), ("seconds", seconds))));
    }

    static int Choose(Verb verb, CommandRun run) =>
        verb == Verbs.Report ? new ReportCommand(run).Run()
        : verb == Verbs.Check ? new CheckCommand(run).Run()
        : verb == Verbs.CheckInit ? new CheckInitCommand(run).Run()
        : verb == Verbs.Profile ? new ProfileCommand(run).Run()
        : verb == Verbs.ProfileMerge ? new ProfileMergeCommand(run).Run()
        : verb == Verbs.Serve ? new ServeCommand(run).Run()
        : verb == Verbs.Demo ? new DemoCommand(run).Run()
        : verb == Verbs.Doctor ? new DoctorCommand(run).Run()
        : verb == Verbs.Pipe ? new Pipe.PipeCommand(run).Run()
        : verb == Verbs.Backup ? new BackupCommand(run).Run()
        : verb == Verbs.Restore ? new RestoreCommand(run).Run()
        : verb == Verbs.Rebuild ? new RebuildCommand(run).Run()
        : new MonitorsCommand(run, verb).Run();

    static CommandSettings Settle(ParsedLine line, Terminal terminal)
    {
        if (line.Verb == Verbs.Serve) return ServeSettings.Gather(line, terminal.Variables);
        if (line.Problems.Length > 0) throw new UsageException(line.Problems);
        Dictionary<string, SettingValues> values = line.Values;
        if (values.TryGetValue(Flags.Config.Name, out SettingValues? config))
            foreach ((string key, SettingValues value) in ConfigFile.Read(config.Values[^1])) values.TryAdd(key, value);
        return new CommandSettings(values);
    }
}
