using System.Globalization;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Storage;
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
        using Stores stores = Open(options);
        await using PlumblineServer server = PlumblineServer.Build(options, stores,
            new ServerSurroundings { Time = run.Terminal.Time, LogIsTerminal = run.Terminal.ErrorIsTerminal });
        if (!await StartAsync(server)) return CommandDispatch.Interrupted;
        Greet(server, options);
        await WaitAsync(run.CancellationToken);
        Say("cli.serve.stopping");
        if (await server.StopAsync())
        {
            Say("cli.serve.stopped");
            return CommandDispatch.Done;
        }
        Say("cli.serve.stopped_short", ("seconds", options.DrainTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
        return NotFinished;
    }

    Stores Open(ServerOptions options)
    {
        try
        {
            return StorageComposition.Open(options.DataFolder, run.Terminal.Time);
        }
        catch (StorageException wrong)
        {
            throw new UsageException(wrong.Message);
        }
        catch (Exception wrong) when (wrong is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"{options.DataFolder}: the data folder cannot be used: {wrong.Message}");
        }
    }

    // False when it was told to stop before it was ready.
    async Task<bool> StartAsync(PlumblineServer server)
    {
        try
        {
            await server.StartAsync(run.CancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (run.CancellationToken.IsCancellationRequested)
        {
            await server.StopAsync();
            return false;
        }
        catch (StorageException wrong)
        {
            await server.StopAsync();
            throw new UsageException(wrong.Message);
        }
        catch (IOException wrong)
        {
            throw new UsageException($"Cannot listen: {wrong.Message} Stop what uses the address, or choose another with --urls.");
        }
    }

    void Greet(PlumblineServer server, ServerOptions options)
    {
        string folder = Path.GetFullPath(options.DataFolder), keyFile = Path.Combine(folder, "first-admin-key");
        // What is not a terminal may be a log that others read: secrets go into a file of the owner, which is there before anybody reads "ready".
        bool intoFile = server.FirstKey is not null && !run.Terminal.OutIsTerminal;
        if (intoFile) Write(server.FirstKey!.Key, keyFile);
        Say("cli.serve.ready", ("url", string.Join(", ", server.Urls)), ("folder", folder), ("models", server.Models.ToString(CultureInfo.InvariantCulture)));
        if (intoFile) Say("cli.serve.key_file", ("path", keyFile));
        else if (server.FirstKey is { } key) Show(key, server.Urls[0]);
        Say(options.NeedsKeys ? "cli.serve.closed" : "cli.serve.open");
        if (run.Terminal.OutIsTerminal) Say("cli.serve.stop");
    }

    void Show(FirstKeyShown key, string url)
    {
        Say("cli.serve.key", ("key", key.Key));
        Say("cli.serve.link", ("minutes", LoginCodes.Lifetime.TotalMinutes.ToString(CultureInfo.InvariantCulture)), ("link", $"{LinkBase(url)}/login?code={key.LoginCode}"));
    }

    static void Write(string key, string file)
    {
        var owned = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) owned.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, owned);
        writer.WriteLine(key);
    }

    // Where it listens everywhere, this machine's own name is the one that works here.
    static string LinkBase(string url) => url.Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal);

    void Say(string key, params ReadOnlySpan<(string Name, string Value)> arguments) => run.Terminal.Out.WriteLine(Neutral.Line(_words.Say(key, arguments)));

    static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = cancellationToken.Register(told.SetResult);
        await told.Task;
    }
}
