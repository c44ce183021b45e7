using Plumbline.Load.Killing;
using Plumbline.Testing;

namespace Plumbline.Process.Tests;

/// <summary>A few rounds of what <c>bench/run kill</c> does fifty times.</summary>
public sealed class KillTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_server_that_is_killed_under_load_keeps_every_promise()
    {
        if (OperatingSystem.IsWindows()) return;
        var options = Options(rounds: 3);

        KillResult result = await new KillRun(options).RunAsync(line => TestContext.Current.TestOutputHelper?.WriteLine(line));

        Assert.Empty(result.Wrong);
        Assert.Equal(result.Sent, result.Accepted + result.Duplicates + result.Rejected);
        Assert.InRange(result.Truths, 1, result.Events);
    }

    public void Dispose() => _folder.Dispose();

    KillOptions Options(int rounds) => new()
    {
        Program = Served.Program,
        Data = Path.Combine(_folder.Path, "data"),
        Rounds = rounds,
        Lines = 50,
        Longest = TimeSpan.FromSeconds(1.5),
        Now = KillOptions.FastClock(TimeProvider.System),
    };
}
