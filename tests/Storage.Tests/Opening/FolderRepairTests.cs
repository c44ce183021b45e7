using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;
using Plumbline.Storage.Tests.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Opening;

public sealed class FolderRepairTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_folder_is_left_as_it_is()
    {
        Make(rows: 0);

        Assert.Empty(FolderRepair.Run(Data, Stop));
    }

    [Theory]
    [InlineData("profiles.db")]
    [InlineData("events.duckdb")]
    public void What_follows_from_the_log_is_set_aside_and_begun_anew(string file)
    {
        Make(rows: 100);
        string path = Path.Combine(Data, file);
        File.WriteAllText(path, new string('x', 20_000));

        string said = Assert.Single(FolderRepair.Run(Data, Stop));

        Assert.Contains(file, said, StringComparison.Ordinal);
        Assert.StartsWith("xxx", File.ReadAllText(path + ".damaged"), StringComparison.Ordinal);
        using var storage = OpenedStorage.Open(Data, new StorageOptions(), TimeProvider.System);
        Assert.Equal(100, storage.Log.LastSeq);
        Assert.Equal(0, storage.Events.AppliedSeq);
    }

    [Fact]
    public void Profiles_that_are_gone_are_begun_anew()
    {
        Make(rows: 10);
        foreach (string file in Directory.GetFiles(Data, "profiles.db*")) File.Delete(file);

        Assert.Contains("is gone", Assert.Single(FolderRepair.Run(Data, Stop)), StringComparison.Ordinal);

        OpenedStorage.Open(Data, new StorageOptions(), TimeProvider.System).Dispose();
    }

    [Fact]
    public async Task Rows_that_only_the_lost_file_had_are_not_pretended()
    {
        var options = new StorageOptions { Log = LogRows.Small };
        using (var storage = OpenedStorage.Open(Data, options, TimeProvider.System))
        {
            for (int i = 0; i < 40; i++)
                await storage.Log.AppendAsync(LogRows.Events(Enumerable.Range(i * 50, 50).Select(n => $"e{n}")), Stop);
            storage.Log.Release(2_000);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (Directory.GetFiles(Path.Combine(Data, "log"), "*.log").Length > 2) await Task.Delay(10, limit.Token);
        }
        File.WriteAllText(Path.Combine(Data, "events.duckdb"), new string('x', 20_000));

        var refused = Assert.Throws<StorageException>(() => FolderRepair.Run(Data, Stop));

        Assert.Contains("the log no longer has the rows before number", refused.Message, StringComparison.Ordinal);
        Assert.Contains("plumbline restore", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Data, "events.duckdb")));
    }

    void Make(int rows)
    {
        using var storage = OpenedStorage.Open(Data, new StorageOptions(), TimeProvider.System);
        if (rows > 0) storage.Log.AppendAsync(LogRows.Events(Enumerable.Range(0, rows).Select(n => $"e{n}")), Stop).Wait(Stop);
    }
}
