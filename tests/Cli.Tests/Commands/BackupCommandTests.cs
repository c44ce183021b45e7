using Plumbline.Client;
using Plumbline.Protocol;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    const int Events = 300;

    readonly TemporaryFolder _folder = new();

    string Data => In("data");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_running_server_acknowledged_is_in_its_backup_and_back_after_a_restore()
    {
        await using (RealServer server = await FilledAsync())
        {
            Run backup = await OffThread("backup", "--url", server.Address, "--key", server.Key, "--output", In("a.tar"));
            Assert.Equal((0, ""), (backup.ExitCode, backup.Error));
            Assert.Contains($"everything up to row {Events}", backup.Out, StringComparison.Ordinal);
        }

        Run restore = Run.Of("restore", In("a.tar"), "--data", In("restored"));
        Run doctor = Run.Of("doctor", "--data", In("restored"));

        Assert.Equal((0, ""), (restore.ExitCode, restore.Error));
        Assert.Contains("Every part is as it was written and sound.", restore.Out, StringComparison.Ordinal);
        Assert.EndsWith("Everything is sound.\n", doctor.Out, StringComparison.Ordinal);
        await using RealServer again = await RealServer.StartAsync(In("restored"), TimeProvider.System);
        using var client = new PlumblineClient(new Uri(again.Address), null);
        await WaitAsync(async () => (await client.EventsAsync("churn", new EventFilter { Limit = 1_000 }, Stop)).Events.Count == Events);
    }

    [Fact]
    public async Task A_stopped_folder_is_backed_up_too_and_a_running_one_says_how()
    {
        await using (RealServer server = await FilledAsync())
        {
            Run inUse = await OffThread("backup", "--data", Data, "--output", In("a.tar"));
            Assert.Equal((2, false), (inUse.ExitCode, File.Exists(In("a.tar"))));
            Assert.Contains("in use by another process", inUse.Error, StringComparison.Ordinal);
        }

        Run backup = await OffThread("backup", "--data", Data, "--output", In("a.tar"));
        Run twice = await OffThread("backup", "--data", Data, "--output", In("a.tar"));

        Assert.Equal((0, ""), (backup.ExitCode, backup.Error));
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("is there already", twice.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run.Of("restore", In("a.tar"), "--data", In("restored")).ExitCode);
    }

    [Fact]
    public async Task Only_an_administrator_makes_a_backup_and_nothing_is_left_of_a_refusal()
    {
        await using RealServer server = await FilledAsync();

        Run run = await OffThread("backup", "--url", server.Address, "--output", In("a.tar"));

        Assert.Equal(2, run.ExitCode);
        Assert.Matches("40[13]", run.Error);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_rebuild_of_a_sound_folder_is_equal_to_the_bit_and_lost_profiles_are_counted_anew()
    {
        await using (RealServer server = await FilledAsync())
        {
            Run online = await OffThread("rebuild", "--url", server.Address, "--key", server.Key);
            Assert.Equal((0, ""), (online.ExitCode, online.Error));
            Assert.Contains("every one is to the bit what it was", online.Out, StringComparison.Ordinal);
        }
        Run sound = await OffThread("rebuild", "--data", Data);
        foreach (string file in Directory.GetFiles(Data, "profiles.db*")) File.Delete(file);

        Run gone = Run.Of("doctor", "--data", Data);
        Run rebuilt = await OffThread("rebuild", "--data", Data);

        Assert.Equal((0, ""), (sound.ExitCode, sound.Error));
        Assert.Contains("every one is to the bit what it was", sound.Out, StringComparison.Ordinal);
        Assert.Contains("plumbline rebuild", gone.Out, StringComparison.Ordinal);
        Assert.Equal((1, ""), (rebuilt.ExitCode, rebuilt.Error));
        Assert.Contains("profiles.db' is gone. The profiles are counted anew", rebuilt.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await OffThread("rebuild", "--data", Data)).ExitCode);
    }

    string In(string name) => Path.Combine(_folder.Path, name);

    async Task<RealServer> FilledAsync()
    {
        RealServer server = await RealServer.StartAsync(Data, TimeProvider.System);
        await server.Client.RegisterModelAsync("churn", new ModelRegistration { Task = "binary" }, Stop);
        DateTimeOffset start = TimeProvider.System.GetUtcNow().AddHours(-5);
        await using var sender = new EventSender(server.Client, "churn");
        for (int i = 0; i < Events; i++)
            sender.LogPrediction($"e{i}", [("age", 20 + (i % 50)), ("region", i % 3 == 0 ? "north" : "south")], i % 4 == 0 ? "yes" : "no",
                (i % 10) / 10d,
                new PredictionDetails { Time = start.AddMinutes(i) });
        await sender.FlushAsync(Stop);
        Assert.Equal(0, sender.Counts.Lost);
        return server;
    }

    static Task<Run> OffThread(params string[] args) => Task.Run(() => Run.Of(args), Stop);

    static async Task WaitAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await isSo()) await Task.Delay(50, limit.Token);
    }
}
