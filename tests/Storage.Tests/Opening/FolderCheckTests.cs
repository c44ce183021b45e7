using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;

namespace Plumbline.Storage.Tests.Opening;

public sealed class FolderCheckTests : IDisposable
{
    readonly string _folder = Path.Combine(Path.GetTempPath(), "plumbline-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_sound_folder_has_five_sound_parts()
    {
        Make();

        var found = FolderCheck.Run(_folder, CancellationToken.None);

        Assert.Equal(["log", "events", "profiles", "ingest", "logs", "catalog"], found.Select(f => f.Part));
        Assert.All(found, f => Assert.Empty(f.Problems));
    }

    [Theory]
    [InlineData("catalog.db", "catalog")]
    [InlineData("profiles.db", "profiles")]
    [InlineData("ingest.db", "ingest")]
    [InlineData("logs.db", "logs")]
    [InlineData("events.duckdb", "events")]
    public void A_file_that_was_overwritten_is_named_and_the_others_are_still_read(string file, string part)
    {
        Make();
        File.WriteAllText(Path.Combine(_folder, file), new string('x', 20_000));

        var found = FolderCheck.Run(_folder, CancellationToken.None);

        Assert.Contains(file, Assert.Single(Assert.Single(found, f => f.Problems.Count > 0).Problems), StringComparison.Ordinal);
        Assert.Equal(part, found.First(f => f.Problems.Count > 0).Part);
        Assert.Equal(6, found.Count);
    }

    [Theory]
    [InlineData("catalog.db", "catalog")]
    [InlineData("events.duckdb", "events")]
    public void A_file_that_is_gone_is_named(string file, string part)
    {
        Make();
        File.Delete(Path.Combine(_folder, file));

        var found = FolderCheck.Run(_folder, CancellationToken.None);

        Assert.Contains("is gone", Assert.Single(found.Single(f => f.Part == part).Problems), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, file)));
    }

    [Fact]
    public void A_folder_in_use_or_not_there_is_refused()
    {
        Assert.Throws<StorageException>(() => FolderCheck.Run(_folder, CancellationToken.None));
        using var open = OpenedStorage.Open(_folder, new StorageOptions(), TimeProvider.System);

        var refused = Assert.Throws<StorageException>(() => FolderCheck.Run(_folder, CancellationToken.None));

        Assert.Equal(StorageFailure.InUse, refused.Failure);
    }

    void Make() => OpenedStorage.Open(_folder, new StorageOptions(), TimeProvider.System).Dispose();
}
