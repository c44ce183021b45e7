using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Folders;

public sealed class DataFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string At => Path.Combine(_folder.Path, "plumbline-data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_is_its_owners_alone()
    {
        using var folder = DataFolder.Open(At);

        Assert.Equal(16, folder.Key.Length);
        Assert.NotEqual(0ul, folder.Id);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(At));
        foreach (string file in Directory.GetFiles(At))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_folder_keeps_its_id_its_key_and_its_parts()
    {
        ulong id;
        byte[] key;
        using (var folder = DataFolder.Open(At))
        {
            (id, key) = (folder.Id, folder.Key.ToArray());
            Assert.False(folder.Has("log"));
            folder.Add("log");
            folder.Add("log");
        }

        using var again = DataFolder.Open(At);

        Assert.Equal(id, again.Id);
        Assert.Equal(key, again.Key.ToArray());
        Assert.True(again.Has("log"));
        Assert.False(again.Has("catalog"));
    }

    [Fact]
    public void A_second_owner_is_refused_by_the_name_of_the_folder()
    {
        using (DataFolder.Open(At))
        {
            var refused = Assert.Throws<StorageException>(() => DataFolder.Open(At));
            Assert.Equal(StorageFailure.InUse, refused.Failure);
            Assert.Contains(At, refused.Message, StringComparison.Ordinal);
        }
        DataFolder.Open(At).Dispose();
    }

    [Fact]
    public void A_newer_folder_is_refused_and_left_alone()
    {
        DataFolder.Open(At).Dispose();
        string file = Path.Combine(At, "format");
        File.WriteAllText(file, "plumbline-data 2\nsomething else entirely\n");

        var refused = Assert.Throws<StorageException>(() => DataFolder.Open(At));

        Assert.Equal(StorageFailure.Newer, refused.Failure);
        Assert.Contains("format 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal("plumbline-data 2\nsomething else entirely\n", File.ReadAllText(file));
    }

    [Fact]
    public void A_format_file_with_any_byte_changed_or_cut_off_is_refused()
    {
        DataFolder.Open(At).Dispose();
        string file = Path.Combine(At, "format");
        byte[] whole = File.ReadAllBytes(file);

        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            File.WriteAllBytes(file, changed);
            Assert.Contains(Assert.Throws<StorageException>(() => DataFolder.Open(At)).Failure,
                new[] { StorageFailure.Damaged, StorageFailure.Newer });
            File.WriteAllBytes(file, whole[..i]);
            Assert.Throws<StorageException>(() => DataFolder.Open(At));
        }
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_refused()
    {
        _folder.Write("holiday.jpg", "");

        var refused = Assert.Throws<StorageException>(() => DataFolder.Open(_folder.Path));

        Assert.Equal(StorageFailure.Damaged, refused.Failure);
        Assert.Contains("holiday.jpg", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["holiday.jpg"], Directory.GetFileSystemEntries(_folder.Path).Select(e => Path.GetFileName(e)));
    }

    [Fact]
    public void A_folder_whose_format_file_was_deleted_is_no_fresh_start()
    {
        using (var folder = DataFolder.Open(At)) Directory.CreateDirectory(folder.Inside("log"));
        File.Delete(Path.Combine(At, "format"));

        Assert.Equal(StorageFailure.Damaged, Assert.Throws<StorageException>(() => DataFolder.Open(At)).Failure);
    }

    [Fact]
    public void A_creation_that_was_cut_short_is_done_again()
    {
        Directory.CreateDirectory(At);
        File.WriteAllText(Path.Combine(At, "lock"), "");
        File.WriteAllText(Path.Combine(At, "format.new"), "plumb");

        using var folder = DataFolder.Open(At);

        Assert.NotEqual(0ul, folder.Id);
    }
}
