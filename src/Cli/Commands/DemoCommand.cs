using System.Globalization;
using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Client;
using Plumbline.Demo;
using Plumbline.Demo.Loading;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline demo</c>: a server of its own with the simulated fleet, whose history it is sent and which goes on
/// living.</summary>
sealed class DemoCommand(CommandRun run)
{
    const ulong Seed = 1;

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public int Run()
    {
        string? kept = run.Settings.Text(Flags.DemoFolder);
        run.Settings.ThrowIfWrong();
        if (kept is not null && Directory.Exists(kept) && Directory.EnumerateFileSystemEntries(kept).Any())
        {
            throw new UsageException($"{kept}: the demo needs a new or empty folder; "
                + $"'plumbline serve --data {kept}' opens one that is there.");
        }
        string folder = kept ?? Directory.CreateTempSubdirectory("plumbline-demo-").FullName;
        try
        {
            return RunAsync(Options(folder)).GetAwaiter().GetResult();
        }
        catch (Exception wrong) when (wrong is ClientException or DemoException)
        {
            throw new UsageException(wrong.Message);
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, recursive: true);
        }
    }

    ServerOptions Options(string folder)
    {
        var given = new List<OptionValues> { new("data", [folder], Flags.DemoFolder.Dashed), new("log-level", ["warning"], "log-level") };
        if (run.Settings.Has(Flags.DemoUrl)) given.Add(new OptionValues("urls", run.Settings.Texts(Flags.DemoUrl), Flags.DemoUrl.Dashed));
        (ServerOptions options, var problems) = ServerOptionTable.Settle(given);
        foreach (string problem in problems) run.Settings.Problem(problem);
        run.Settings.ThrowIfWrong();
        return options;
    }

    async Task<int> RunAsync(ServerOptions options)
    {
        await using HostedServer? hosted = await HostedServer.StartAsync(run, options);
        if (hosted is null) return CommandDispatch.Interrupted;
        try
        {
            await LiveAsync(hosted.Server, options);
        }
        catch (OperationCanceledException) when (run.CancellationToken.IsCancellationRequested)
        {
            Say($"Stopping the demo.");
        }
        await hosted.StopAsync();
        return CommandDispatch.Done;
    }

    async Task LiveAsync(PlumblineServer server, ServerOptions options)
    {
        // Proposing monitors tries each on the history; a busy machine may take minutes for it.
        using var client = new PlumblineClient(new Uri(ServeCommand.LinkBase(server.Urls[0])), server.FirstKey?.Key,
            new PlumblineClientOptions { Timeout = TimeSpan.FromMinutes(10) });
        DemoFleet fleet = DemoFleet.Of(Seed, run.Terminal.Time.GetUtcNow());
        var setup = new FleetSetup(client, fleet, run.Terminal.Time);
        await using var loading = new FleetLoading(client, fleet, run.Terminal.Time);
        await setup.RegisterAsync(run.CancellationToken);
        using (var line = new ProgressLine(run.Terminal, run.Quiet))
            await loading.SendHistoryAsync(new DaysLoaded(line), run.CancellationToken);
        Say($"{DemoFleet.HistoryDays} days of {fleet.Models.Length} models are loaded ({Seconds} s): {loading.Lines:N0} lines.");
        await setup.WatchAsync(run.CancellationToken);
        Say($"Their baselines are frozen and their monitors judge every window since ({Seconds} s).");
        Greet(server, options, fleet);
        Task live = loading.SendLiveAsync(run.CancellationToken);
        await TellAsync(new FleetVerdicts(client, fleet, run.Terminal.Time), fleet);
        await live;
    }

    void Greet(PlumblineServer server, ServerOptions options, DemoFleet fleet)
    {
        string url = ServeCommand.LinkBase(server.Urls[0]);
        run.Terminal.Out.WriteLine();
        run.Terminal.Out.WriteLine($"The demo runs at {url}");
        if (options.NeedsKeys && server.FirstKey is { } key)
            run.Terminal.Out.WriteLine($"Log in once with {url}/login?code={key.LoginCode}");
        run.Terminal.Out.WriteLine();
        run.Terminal.Out.WriteLine("What to look at:");
        foreach ((string model, string story) in DemoStory.Of(fleet)) run.Terminal.Out.WriteLine($"  {model,-16}{story}");
        run.Terminal.Out.WriteLine();
    }

    async Task TellAsync(FleetVerdicts verdicts, DemoFleet fleet)
    {
        bool isWhole = await verdicts.JudgedAsync(s_patience, run.CancellationToken);
        IReadOnlyList<AlertView> firing = await verdicts.FiringAsync(run.CancellationToken);
        run.Terminal.Out.WriteLine(isWhole ? $"What fires now, found by the monitors ({Seconds} s):"
            : "What fires so far; some windows are still being judged:");
        foreach (AlertView alert in firing)
            run.Terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {alert.Severity,-9}{alert.Model,-16}{Neutral.Line(alert.Subject)}: "
                + $"{alert.Measure} (monitor {alert.Monitor}, since {alert.Since:yyyy-MM-dd HH:mm}Z)"));
        foreach (string quiet in fleet.Models.Select(m => m.Name).Except(firing.Select(a => a.Model)))
            run.Terminal.Out.WriteLine($"  {"nothing",-9}{quiet}");
        run.Terminal.Out.WriteLine();
        run.Terminal.Out.WriteLine("Events go on as they happen. Ctrl+C ends the demo.");
    }

    string Seconds => run.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    void Say(FormattableString text)
    {
        if (!run.Quiet) run.Terminal.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    sealed class DaysLoaded(ProgressLine line) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => line.Show("Loading thirty days", value.Days, value.OfDays);
    }
}
