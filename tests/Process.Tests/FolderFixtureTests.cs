using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Plumbline.Load.Serving;
using Plumbline.Testing;

namespace Plumbline.Process.Tests;

/// <summary>Whole data folders as earlier versions wrote them: today's server opens each, brings it up to date and has all it
/// holds.</summary>
public sealed class FolderFixtureTests
{
    const string Model = "api/v1/models/churn";

    public static TheoryData<string> Folders =>
        [.. Directory.GetFiles(Repository.Path("tests", "Process.Tests", "Fixtures"), "folder-*.tar.gz").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task A_folder_of_an_earlier_version_is_opened_with_all_it_holds(string archive)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string data = await ExtractAsync(archive, folder);

        using (FreshServer server = await FreshServer.StartAsync(Served.Program, data, "--new-admin-key"))
        {
            var api = server.Api;
            Assert.Equal("churn", (await api.GetAsync("api/v1/models")).GetProperty("models")[0].GetProperty("name").GetString());
            Assert.Equal(600, (await api.GetAsync($"{Model}/baselines/default")).GetProperty("rows").GetInt64());
            Assert.Equal("drift", (await api.GetAsync($"{Model}/monitors/drift")).GetProperty("monitor").GetProperty("kind").GetString());
            var profile = await api.GetAsync($"{Model}/profiles?from=2026-11-20T10:00:00Z&to=2026-11-20T11:00:00Z");
            Assert.Equal(300, profile.GetProperty("rows").GetInt64());
            var judged = (await api.GetAsync($"{Model}/evaluations?monitor=drift&limit=1000")).GetProperty("evaluations").EnumerateArray();
            Assert.Equal(300, judged.Sum(e => e.GetProperty("rows").GetInt64()));
            Assert.Equal(0, (await api.PostAsync("api/v1/rebuild")).GetProperty("changed").GetInt32());
            Assert.Equal(1, (await api.PostAsync($"{Model}/events", """{"id":"new","features":{"age":41,"plan":"p1"}}"""))
                .GetProperty("accepted").GetInt32());
            Assert.Equal(0, await server.Process.StopAsync());
        }

        var (exit, said) = await DoctorAsync(data);
        Assert.True(exit == 0, said);
    }

    [Fact]
    public async Task What_came_into_folders_later_is_read_too()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();

        using FreshServer server = await FreshServer.StartAsync(Served.Program, await ExtractAsync("folder-2.tar.gz", folder),
            "--new-admin-key");

        var (lines, notes) = (await server.Api.GetAsync($"{Model}/logs"), await server.Api.GetAsync($"{Model}/annotations"));
        Assert.Contains("the queue is long", lines.GetProperty("lines")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("a new plan was sold", notes.GetProperty("annotations")[0].GetProperty("text").GetString());
        Assert.Equal("time", (await server.Api.GetAsync($"{Model}/rejected")).GetProperty("rows")[0].GetProperty("field").GetString());
        Assert.Equal(0, await server.Process.StopAsync());
    }

    [Theory]
    [InlineData("folder-1.tar.gz", 1, 1)]
    [InlineData("folder-2.tar.gz", 6, 4)]
    public async Task A_folder_is_of_the_versions_it_stands_for(string archive, int catalog, int profiles)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();

        string data = await ExtractAsync(archive, folder);

        Assert.Equal((catalog, profiles), (VersionOf(Path.Combine(data, "catalog.db")), VersionOf(Path.Combine(data, "profiles.db"))));
    }

    // Where SQLite keeps PRAGMA user_version; read so, because opening a file may change it.
    static int VersionOf(string file) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(File.ReadAllBytes(file).AsSpan(60, 4));

    static async Task<string> ExtractAsync(string archive, TemporaryFolder folder)
    {
        string data = Path.Combine(folder.Path, "data");
        Directory.CreateDirectory(data);
        await using FileStream file = File.OpenRead(Repository.Path("tests", "Process.Tests", "Fixtures", archive));
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(unpacked, data, overwriteFiles: true);
        return data;
    }

    static async Task<(int Exit, string Said)> DoctorAsync(string data)
    {
        var start = new ProcessStartInfo("dotnet", [Served.Program, "doctor", "--data", data]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said + await errors);
    }
}
