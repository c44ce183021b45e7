using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Output;
using Plumbline.Client;

namespace Plumbline.Cli.Pipe;

/// <summary><c>my-program | plumbline pipe --model MODEL</c>: every line goes through as it came, and to the model's log.</summary>
/// <remarks>The program before it is never held up by a server: lines wait in memory, and those that find no room are counted and
/// told.</remarks>
sealed class PipeCommand(CommandRun run)
{
    const int SomeLost = 1;

    static readonly TimeSpan s_lastTries = TimeSpan.FromSeconds(15);

    public int Run()
    {
        string model = run.Settings.Required(Flags.PipeModel, "plumbline pipe --model churn");
        var details = new LogLineDetails
        {
            Stream = run.Settings.Choice(Flags.PipeStream, new Dictionary<string, bool> { ["stdout"] = false, ["stderr"] = true }) is true
                ? "stderr" : "stdout",
            Source = run.Settings.Text(Flags.PipeSource) ?? Environment.MachineName,
            Version = run.Settings.Text(Flags.PipeVersion),
        };
        bool takesBare = run.Settings.Switch(Flags.BareMetrics);
        return ServerCalls.Run(run, client => PassAsync(client, model, details, takesBare));
    }

    async Task<int> PassAsync(PlumblineClient client, string model, LogLineDetails details, bool takesBare)
    {
        var options = new EventSenderOptions { DisposeTimeout = s_lastTries, OnLost = TellLost, Time = run.Terminal.Time };
        await using var sender = new LogSender(client, model, options, takesBare);
        while (run.Terminal.In.ReadLine() is { } line)
        {
            run.Terminal.Out.WriteLine(line);
            sender.Log(line, details);
        }
        await sender.DisposeAsync();
        SenderCounts counts = sender.Counts;
        if (counts.Lost == 0) return CommandDispatch.Done;
        run.Terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"plumbline pipe: {counts.Lost} of {counts.Queued} lines are not on the server."));
        return SomeLost;
    }

    void TellLost(LostLines lost)
    {
        if (!run.Quiet)
            run.Terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"plumbline pipe: {lost.Count} lines lost: {Neutral.Line(lost.Detail)}"));
    }
}
