using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Plumbline.Load.Serving;

/// <summary>A real <c>plumbline serve</c> in a process of its own: started, asked, killed.</summary>
public sealed partial class ServedProcess : IDisposable
{
    const int KillSignal = 9, TerminationSignal = 15, LinesKept = 200;

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    readonly Process _process;
    readonly long _started = Stopwatch.GetTimestamp();
    readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Queue<string> _lines = new();

    ServedProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Time from the start of the process until it said that it listens.</summary>
    public TimeSpan UntilListening { get; private set; }

    /// <summary>Time from the start of the process until it said that it is ready.</summary>
    public TimeSpan UntilReady { get; private set; }

    /// <summary>The last lines it wrote.</summary>
    public string Written
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Starts a server on any free port of this machine.</summary>
    /// <param name="program">The executable, or its .dll.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="further">Further arguments.</param>
    public static ServedProcess Start(string program, string data, params IEnumerable<string> further) => Start(program, data, "serve",
        ["--urls", "http://127.0.0.1:0", "--drain-notice", "0", "--log-format", "text", .. further]);

    /// <summary>Starts a command that serves, on any free port of this machine.</summary>
    /// <param name="verb">serve or demo.</param>
    /// <param name="arguments">Its arguments but the data folder.</param>
    public static ServedProcess Start(string program, string data, string verb, IReadOnlyList<string> arguments)
    {
        bool isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isLibrary ? "dotnet" : program) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [verb, "--data", data, .. arguments];
        foreach (string argument in isLibrary ? all.Prepend(program) : all) start.ArgumentList.Add(argument);
        var served = new ServedProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        served.Begin();
        return served;
    }

    /// <summary>Waits until it listens; what needs history is refused until it is ready.</summary>
    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(s_patience);

    /// <summary>Waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; the message is what it wrote.</exception>
    public async Task<Uri> ReadyAsync()
    {
        await _ready.Task.WaitAsync(s_patience);
        return await _listening.Task;
    }

    /// <summary>Kills it as <c>kill -9</c> does and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Signal(KillSignal);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signal(TerminationSignal);
        return await ExitAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    /// <summary>Kills it if it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    void Begin()
    {
        _process.OutputDataReceived += (_, line) => TakeOutput(line.Data);
        _process.ErrorDataReceived += (_, line) => TakeLog(line.Data);
        _process.Exited += (_, _) => _ = GiveUpAsync();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    // The only line on standard output says where the server is, once it is ready and the admin key is in its file.
    void TakeOutput(string? line)
    {
        Keep(line);
        if (line is null || !Address().IsMatch(line)) return;
        UntilReady = Stopwatch.GetElapsedTime(_started);
        // Where the log is quiet nothing else has said where it listens.
        _listening.TrySetResult(new Uri(Address().Match(line).Value));
        _ready.TrySetResult();
    }

    void TakeLog(string? line)
    {
        Keep(line);
        if (line is null || !line.Contains("listening on", StringComparison.Ordinal)) return;
        if (Address().Match(line) is not { Success: true } address) return;
        UntilListening = Stopwatch.GetElapsedTime(_started);
        _listening.TrySetResult(new Uri(address.Value));
    }

    void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept) _lines.Dequeue();
        }
    }

    async Task GiveUpAsync()
    {
        // Both pipes are read to their ends before this returns, so that the message is whole.
        await _process.WaitForExitAsync();
        var ended = new InvalidOperationException($"The server ended with {_process.ExitCode}:\n{Written}");
        if (_listening.TrySetException(ended)) _ = _listening.Task.Exception;
        if (_ready.TrySetException(ended)) _ = _ready.Task.Exception;
    }

    void Signal(int signal)
    {
        if (!_process.HasExited && Kill(_process.Id, signal) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
