using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Process.Tests.Faults;

/// <summary>A real server on a folder with a file cut, gone or overwritten: it refuses, naming the file, and never starts afresh.</summary>
public sealed class DamagedFolderTests(DamagedFolderTests.KilledFolder killed) : IClassFixture<DamagedFolderTests.KilledFolder>
{
    const int Refused = 2;

    [Theory]
    [InlineData("format", "gone")]
    [InlineData("format", "overwritten")]
    [InlineData("log/*.log", "gone")]
    [InlineData("log/*.log", "cut")]
    [InlineData("log/*.log", "overwritten")]
    [InlineData("log/mark", "gone")]
    [InlineData("log/mark", "overwritten")]
    [InlineData("events.duckdb", "gone")]
    [InlineData("events.duckdb", "cut")]
    [InlineData("events.duckdb", "overwritten")]
    [InlineData("events.duckdb.wal", "gone")]
    [InlineData("catalog.db", "gone")]
    [InlineData("catalog.db", "overwritten")]
    [InlineData("profiles.db", "gone")]
    [InlineData("profiles.db", "overwritten")]
    public async Task A_damaged_file_is_named_and_nothing_is_started_afresh(string pattern, string how)
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder copy = killed.Copy();
        string file = Directory.GetFiles(Path.Combine(copy.Path, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern))
            .Order(StringComparer.Ordinal).First();
        Damage(file, how);
        long length = File.Exists(file) ? new FileInfo(file).Length : -1;

        using var server = ServedProcess.Start(Served.Program, copy.Path);
        int exit = await server.ExitAsync();

        Assert.True(exit == Refused, $"exit {exit}:\n{server.Written}");
        // A write-ahead log is a part of its database.
        Assert.Contains(Path.GetFileName(file).Replace(".wal", "", StringComparison.Ordinal), server.Written, StringComparison.Ordinal);
        Assert.Equal(length, File.Exists(file) ? new FileInfo(file).Length : -1);
    }

    [Fact]
    public async Task A_folder_of_a_newer_version_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder copy = killed.Copy();
        string file = Path.Combine(copy.Path, "format"), text = (await File.ReadAllTextAsync(file)).Replace("plumbline-data 1",
            "plumbline-data 99", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text);

        using var server = ServedProcess.Start(Served.Program, copy.Path);
        int exit = await server.ExitAsync();

        Assert.Equal(Refused, exit);
        Assert.Contains("newer Plumbline", server.Written, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task The_undamaged_copy_starts_and_has_every_row()
    {
        if (OperatingSystem.IsWindows()) return;
        using TemporaryFolder copy = killed.Copy();

        using FreshServer server = await FreshServer.StartAsync(Served.Program, copy.Path);
        var rebuilt = await server.Api.PostAsync("api/v1/rebuild");
        var page = await server.Api.GetAsync("api/v1/models/churn/events?limit=1000");

        Assert.Equal(0, rebuilt.GetProperty("changed").GetInt32());
        Assert.Equal(KilledFolder.Events, page.GetProperty("events").GetArrayLength());
    }

    static void Damage(string file, string how)
    {
        if (how == "gone")
        {
            File.Delete(file);
            return;
        }
        using FileStream stream = File.OpenWrite(file);
        if (how == "cut")
        {
            stream.SetLength(stream.Length / 2);
            return;
        }
        byte[] noise = [.. Enumerable.Range(0, (int)Math.Min(stream.Length, 16_384)).Select(i => (byte)(i * 37))];
        stream.Write(noise);
    }

    /// <summary>The folder of a server that was killed with rows in every store, the database's write-ahead log among them.</summary>
    public sealed class KilledFolder : IAsyncLifetime
    {
        public const int Events = 900;

        readonly TemporaryFolder _folder = new();

        string Data => Path.Combine(_folder.Path, "data");

        public async ValueTask InitializeAsync()
        {
            if (OperatingSystem.IsWindows()) return;
            using FreshServer server = await FreshServer.StartAsync(Served.Program, Data);
            string time = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            foreach (int part in new[] { 0, 1, 2 })
            {
                string lines = string.Concat(Enumerable.Range(part * Events / 3, Events / 3)
                    .Select(i => $"{{\"id\":\"e{i}\",\"time\":\"{time}\",\"prediction\":\"yes\",\"features\":{{\"age\":{i % 70}}}}}\n"));
                await server.Api.PostAsync("api/v1/models/churn/events", lines, "application/x-ndjson");
            }
            // Brings rows and profiles to the end of the log.
            await server.Api.PostAsync("api/v1/rebuild");
            await server.StoredAsync();
            await server.Process.KillAsync();
        }

        /// <summary>A copy to be damaged.</summary>
        public TemporaryFolder Copy()
        {
            var copy = new TemporaryFolder();
            foreach (string file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
            {
                string target = Path.Combine(copy.Path, Path.GetRelativePath(Data, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
            return copy;
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
