using System.Globalization;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Server.Hosting;
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
        run.Settings.ThrowIfWrong();
        return RunAsync(options).GetAwaiter().GetResult();
    }

    async Task<int> RunAsync(ServerOptions options)
    {
        await using HostedServer? hosted = await HostedServer.StartAsync(run, options);
        if (hosted is null) return CommandDispatch.Interrupted;
        PlumblineServer server = hosted.Server;
        Greet(server, options);
        await WaitAsync(run.CancellationToken);
        Say("cli.serve.stopping");
        if (await hosted.StopAsync())
        {
            Say("cli.serve.stopped");
            return CommandDispatch.Done;
        }
        Say("cli.serve.stopped_short", ("seconds", options.DrainTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
        return NotFinished;
    }

    void Greet(PlumblineServer server, ServerOptions options)
    {
        string folder = Path.GetFullPath(options.DataFolder), keyFile = Path.Combine(folder, "first-admin-key");
        // What is not a terminal may be a log that others read: secrets go into a file of the owner, which is there before anybody reads
        // "ready".
        bool intoFile = server.FirstKey is not null && !run.Terminal.OutIsTerminal;
        if (intoFile) Write(server.FirstKey!.Key, keyFile);
        Say("cli.serve.ready", ("url", string.Join(", ", server.Urls)), ("folder", folder),
            ("models", server.Models.ToString(CultureInfo.InvariantCulture)));
        if (intoFile) Say("cli.serve.key_file", ("path", keyFile));
        else if (server.FirstKey is { } key) Show(key, server.Urls[0]);
        Say(options.NeedsKeys ? "cli.serve.closed" : "cli.serve.open");
        if (run.Terminal.OutIsTerminal) Say("cli.serve.stop");
    }

    void Show(FirstKeyShown key, string url)
    {
        Say("cli.serve.key", ("key", key.Key));
        Say("cli.serve.link", ("minutes", LoginCodes.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture)),
            ("link", $"{LinkBase(url)}/login?code={key.LoginCode}"));
    }

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
