using System.Text.RegularExpressions;
using Plumbline.Browser.Tests.Serving;
using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Browser.Tests.Demo;

/// <summary>`plumbline demo`, as a newcomer starts it, once it has said what fires and the incident is among it.</summary>
public sealed partial class RunningDemo : IAsyncLifetime
{
    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(8), s_pause = TimeSpan.FromMilliseconds(200);

    readonly TemporaryFolder _folder = new();
    ServedProcess? _process;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "plumbline.dll");
        _process = ServedProcess.Start(program, Path.Combine(_folder.Path, "data"), "demo", ["--urls", "http://127.0.0.1:0"]);
        using var end = new CancellationTokenSource(s_patience);
        while (!_process.Written.Contains("Ctrl+C ends the demo", StringComparison.Ordinal))
        {
            if (_process.HasExited) throw new InvalidOperationException($"The demo ended:\n{_process.Written}");
            await Task.Delay(s_pause, end.Token);
        }
        Address = (await _process.ReadyAsync()).GetLeftPart(UriPartial.Authority);
        await using var patience = new Patience(Address);
        await patience.UntilAsync("/api/v1/alerts?model=churn&state=firing", Incident());
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            await process.StopAsync();
            process.Dispose();
        }
        _folder.Dispose();
    }

    [GeneratedRegex("missing-by-region.*region = south|region = south.*missing-by-region")]
    private static partial Regex Incident();
}
