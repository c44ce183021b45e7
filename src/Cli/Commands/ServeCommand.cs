using System.Globalization;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;
using Words = Plumbline.Cli.Rendering.Words;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline serve</c>: runs until it is told to stop, then finishes what was accepted.</summary>
sealed class ServeCommand(CommandRun run)
{
    const int NotFinished = 1;

    readonly Words _words = new(AnalysisSettings.Language(run.Settings));

    public int Run()
    {
        ServerOptions options = ServeSettings.Settle(run.Settings);
        IReadOnlyList<ModelEntry> models = ModelsOfFile();
        run.Settings.ThrowIfWrong();
        return RunAsync(options, models).GetAwaiter().GetResult();
    }

    async Task<int> RunAsync(ServerOptions options, IReadOnlyList<ModelEntry> models)
    {
        await using HostedServer? hosted = await HostedServer.StartAsync(run, options, server => Register(server, models));
        if (hosted is null) return CommandDispatch.Interrupted;
        PlumblineServer server = hosted.Server;
        Greet(server, options);
        await WaitAsync(run.CancellationToken);
        Say("cli.serve.stopping");
        StopOutcome outcome = await hosted.StopAsync();
        string rows = outcome.RowsBehind.ToString("N0", CultureInfo.InvariantCulture);
        if (!outcome.IsInOrder) Say("cli.serve.stopped_short", ("parts", string.Join(", ", outcome.Unfinished)));
        Say(outcome.RowsBehind == 0 ? "cli.serve.stopped" : "cli.serve.stopped_behind", ("rows", rows));
        return outcome.IsInOrder ? CommandDispatch.Done : NotFinished;
    }

    // What is wrong in the models is told beside what is wrong in the options.
    IReadOnlyList<ModelEntry> ModelsOfFile()
    {
        if (ServeSettings.FileOf(run.Settings, run.Terminal.Variables) is not { } file) return [];
        try
        {
            return ModelsSection.Read(file);
        }
        catch (UsageException wrong)
        {
            foreach (string problem in wrong.Problems) run.Settings.Problem(problem);
            return [];
        }
    }

    void Register(PlumblineServer server, IReadOnlyList<ModelEntry> models)
    {
        foreach (ModelEntry model in models)
        {
            try
            {
                server.Service<ModelRegister>().Put(model.Name, model.Registration);
            }
            catch (ProblemException refused)
            {
                run.Settings.Problem($"{model.Place}: models: {Neutral.Line(model.Name)}: {Neutral.Line(refused.Message)}");
            }
        }
        run.Settings.ThrowIfWrong();
    }

    void Greet(PlumblineServer server, ServerOptions options)
    {
        string folder = Path.GetFullPath(options.DataFolder), keyFile = Path.Combine(folder, "first-admin-key");
        // What is not a terminal may be a log that others read: secrets go into a file of the owner, which is there before anybody reads
        // "ready".
        bool intoFile = server.FirstKey is not null && !run.Terminal.OutIsTerminal;
        if (intoFile) Write(server.FirstKey!.Key, keyFile);
        if (run.Terminal.OutIsTerminal) run.Terminal.Out.WriteLine();
        Say("cli.serve.ready", ("url", string.Join(", ", server.Urls)), ("folder", folder),
            ("models", server.Models.ToString(CultureInfo.InvariantCulture)));
        if (intoFile) Say("cli.serve.key_file", ("path", keyFile));
        else if (server.FirstKey is { } key) Show(key, server.Urls[0]);
        Say(options.NeedsKeys ? "cli.serve.closed" : "cli.serve.open");
        if (run.Terminal.OutIsTerminal && server.Models == 0) Say("cli.serve.try", ("command", FirstEvent(server.Urls[0])));
        if (run.Terminal.OutIsTerminal) Say("cli.serve.stop");
    }

    void Show(FirstKeyShown key, string url)
    {
        Say("cli.serve.key", ("key", key.Key));
        Say("cli.serve.link", ("minutes", LoginCodes.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture)),
            ("link", $"{LinkBase(url)}/login?code={key.LoginCode}"));
    }

    static string FirstEvent(string url) => $"curl {LinkBase(url)}/api/v1/models/churn/events -H 'Content-Type: application/json' "
        + """-d '{"prediction":"yes","features":{"age":41}}'""";

    static void Write(string key, string file)
    {
        var owned = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) owned.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, owned);
        writer.WriteLine(key);
    }

    // Where it listens everywhere, this machine's own name is the one that works here.
    internal static string LinkBase(string url) => url.Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal)
        .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal);

    void Say(string key, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        run.Terminal.Out.WriteLine(Neutral.Line(_words.Say(key, arguments)));

    static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = cancellationToken.Register(told.SetResult);
        await told.Task;
    }
}
