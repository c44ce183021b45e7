using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Output;

namespace Plumbline.Cli;

/// <summary>The process: signals in, exit code out. Everything between is <see cref="CommandDispatch"/>.</summary>
static class Program
{
    const int Interrupted = 130;

    // Reading and computing look at the token often; this is how long the slowest of them may take before the process just ends.
    static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(700);

    // A server drains within a time of its own, then ends by itself; a pipe ends with what is before it.
    static bool s_drains;

    public static string Version { get; } =
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
            ?? "unknown";

    static int Main(string[] args)
    {
        if (args is ["--version"]) return PrintVersion();
        s_drains = args is ["serve" or "demo" or "pipe", ..];
        using var interruption = new CancellationTokenSource();
        using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => Interrupt(c, interruption));
        using PosixSignalRegistration onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => Interrupt(c, interruption));
        return Run(args, Terminal.OfProcess(), interruption.Token);
    }

    /// <summary>The whole program but for the process around it.</summary>
    public static int Run(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken) =>
        CommandDispatch.Run(args, terminal, cancellationToken);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int PrintVersion()
    {
        Console.WriteLine("plumbline " + Version);
        return 0;
    }

    static void Interrupt(PosixSignalContext context, CancellationTokenSource interruption)
    {
        context.Cancel = true;
        if (interruption.IsCancellationRequested) Environment.Exit(Interrupted);
        interruption.Cancel();
        if (s_drains) return;
        Thread.Sleep(s_patience);
        Environment.Exit(Interrupted);
    }
}
