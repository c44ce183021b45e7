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
    public void There_is_a_folder_of_the_first_version() => Assert.Contains("folder-1.tar.gz", Folders.Select(f => f.Data));

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
