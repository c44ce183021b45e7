using Plumbline.Storage.Opening;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_that_the_server_made_is_sound()
    {
        OpenedStorage.Open(Data, new StorageOptions(), TimeProvider.System).Dispose();

        Run run = Run.Of("doctor", "--data", Data);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["log", "events", "profiles", "ingest", "logs", "catalog"],
            run.Out.Split('\n').SkipLast(2).Select(l => l.Split(": sound")[0]));
        Assert.EndsWith("Everything is sound.\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_and_one_that_is_damaged_are_named()
    {
        OpenedStorage.Open(Data, new StorageOptions(), TimeProvider.System).Dispose();
        File.Delete(Directory.GetFiles(Data, "catalog*").Single());
        string profiles = Directory.GetFiles(Data, "profiles*").Single();
        File.WriteAllBytes(profiles, [.. File.ReadAllBytes(profiles).Select((b, i) => i < 2_000 ? (byte)7 : b)]);

        Run run = Run.Of("doctor", "--data", Data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("catalog: not sound (gone)", run.Out, StringComparison.Ordinal);
        Assert.Contains(profiles, run.Out, StringComparison.Ordinal);
        Assert.EndsWith("2 things are wrong.\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_in_use_or_not_there_is_refused()
    {
        Run missing = Run.Of("doctor", "--data", Path.Combine(_folder.Path, "none"));
        using var open = OpenedStorage.Open(Data, new StorageOptions(), TimeProvider.System);
        Run inUse = Run.Of("doctor", "--data", Data);

        Assert.Equal((2, 2), (missing.ExitCode, inUse.ExitCode));
        Assert.Contains("There is no folder", missing.Error, StringComparison.Ordinal);
        Assert.Contains("in use by another process", inUse.Error, StringComparison.Ordinal);
    }
}
