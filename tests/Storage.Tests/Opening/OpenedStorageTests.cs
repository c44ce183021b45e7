using Plumbline.Engine.Storage;
using Plumbline.Storage.Opening;

namespace Plumbline.Storage.Tests.Opening;

public sealed class OpenedStorageTests : IDisposable
{
    readonly string _folder = Path.Combine(Path.GetTempPath(), "plumbline-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_made_and_opens_again()
    {
        using (var first = Open()) first.Catalog.SetSetting("a", "1");

        using var second = Open();

        Assert.Equal("1", second.Catalog.Setting("a"));
        Assert.Equal(0, second.Log.LastSeq);
        Assert.Equal(0, second.Events.AppliedSeq);
    }

    [Fact]
    public void A_second_process_is_refused_and_the_first_goes_on()
    {
        using var first = Open();

        var refused = Assert.Throws<StorageException>(Open);

        Assert.Equal(StorageFailure.InUse, refused.Failure);
        first.Catalog.SetSetting("a", "2");
        Assert.Equal("2", first.Catalog.Setting("a"));
    }

    [Theory]
    [InlineData("catalog.db")]
    [InlineData("profiles.db")]
    [InlineData("events.duckdb")]
    public void A_file_that_is_gone_is_refused_by_name_and_never_begun_anew(string file)
    {
        Open().Dispose();
        foreach (string path in Directory.GetFiles(_folder, file + "*")) File.Delete(path);

        var refused = Assert.Throws<StorageException>(Open);

        Assert.Equal(StorageFailure.Damaged, refused.Failure);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, file)));
        Assert.Throws<StorageException>(Open);
    }

    [Fact]
    public void A_catalog_of_another_folder_is_refused()
    {
        string other = _folder + "-other";
        try
        {
            OpenedStorage.Open(other, new StorageOptions(), TimeProvider.System).Dispose();
            Open().Dispose();
            File.Copy(OpenedStorage.CatalogPath(other), OpenedStorage.CatalogPath(_folder), overwrite: true);

            var refused = Assert.Throws<StorageException>(Open);

            Assert.Contains("another data folder", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    OpenedStorage Open() => OpenedStorage.Open(_folder, new StorageOptions(), TimeProvider.System);
}
