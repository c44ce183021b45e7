using Plumbline.Engine.Storage;
using Plumbline.Storage.Profiles;
using Plumbline.Storage.Sqlite;
using Plumbline.Storage.Tests.Catalogs;

namespace Plumbline.Storage.Tests.Profiles;

public sealed class ProfileFileTests : IDisposable
{
    readonly StoreFolder _folder = new();

    ProfileStore Store => _folder.Store;

    [Fact]
    public void A_copy_taken_at_any_moment_holds_cells_and_progress_that_belong_together()
    {
        for (int i = 1; i <= 10; i++)
        {
            Store.Save([Cells.Of(0, rows: i, seq: i), Cells.Of(4, rows: i, seq: i, length: TimeSpan.FromHours(1))], i);
            string copy = _folder.Path($"crash{i}.db");
            File.Copy(_folder.File, copy);
            File.Copy(_folder.File + "-wal", copy + "-wal");

            using var survivor = ProfileStore.Open(copy);
            Assert.Equal(i, survivor.AppliedSeq);
            Assert.Equal([i, i], survivor.Read(Cells.All(), default).Select(c => c.Seq));
        }
    }

    [Fact]
    public void Missing_foreign_newer_and_cut_files_are_refused_by_name()
    {
        Store.Save([.. Enumerable.Range(0, 100).Select(i => Cells.Of(i))], 1);
        Store.Dispose();
        byte[] whole = File.ReadAllBytes(_folder.File);
        var newer = Variant("newer.db", whole, s => s.Run("PRAGMA user_version = 9"));
        using var catalog = new CatalogFolder();

        Assert.Equal(StorageFailure.Damaged, Refused(_folder.Path("missing.db")).Failure);
        Assert.Equal(StorageFailure.Damaged, Refused(catalog.File).Failure);
        Assert.Equal(StorageFailure.Newer, Refused(newer).Failure);
        for (int i = 0; i < 20; i++)
        {
            string cut = _folder.Path($"cut{i}.db");
            File.WriteAllBytes(cut, whole[..(whole.Length * i / 20)]);
            Assert.Contains(cut, Refused(cut).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_rows_are_found_by_the_check_and_never_read_as_something_else()
    {
        Store.Save([Cells.Of(0), Cells.Of(4, length: TimeSpan.FromHours(1))], 1);
        Store.Dispose();
        byte[] whole = File.ReadAllBytes(_folder.File);
        Assert.Empty(ProfileStore.Check(_folder.File));
        string[] changes =
        [
            "UPDATE cells SET profile = substr(profile, 1, length(profile) - 1)",
            "UPDATE cells SET profile = X'' WHERE is_whole = 1",
            "UPDATE columns SET profile = substr(profile, 1, 20)",
            "DELETE FROM columns WHERE place IN (SELECT max(place) FROM columns)",
            "UPDATE lines SET name = 'z' WHERE name = 'x'",
            "UPDATE sketches SET sketches = substr(sketches, 1, 20)",
            "DELETE FROM sketches",
            "UPDATE bin_sets SET bytes = substr(bytes, 1, 30)",
            "PRAGMA foreign_keys = OFF; DELETE FROM bin_sets",
        ];
        for (int i = 0; i < changes.Length; i++)
        {
            string file = Variant($"damaged{i}.db", whole, s => s.Run(changes[i]));

            Assert.NotEmpty(ProfileStore.Check(file));
            using var store = ProfileStore.Open(file);
            var problem = Assert.Throws<StorageException>(() => store.Read(Cells.All(), default));
            Assert.Equal(StorageFailure.Damaged, problem.Failure);
            Assert.Contains(file, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_backup_holds_the_cells_of_one_moment()
    {
        Store.Save([.. Enumerable.Range(0, 20).Select(i => Cells.Of(i))], 20);

        Store.BackupTo(_folder.Path("backup.db"));
        Store.Save([Cells.Of(30)], 30);

        Assert.Empty(ProfileStore.Check(_folder.Path("backup.db")));
        using var restored = ProfileStore.Open(_folder.Path("backup.db"));
        Assert.Equal((20, 20), (restored.AppliedSeq, restored.Read(Cells.All(), default).Count));
    }

    public void Dispose() => _folder.Dispose();

    static StorageException Refused(string file) => Assert.Throws<StorageException>(() => ProfileStore.Open(file).Dispose());

    string Variant(string name, byte[] content, Action<SqliteSession> change)
    {
        string file = _folder.Path(name);
        File.WriteAllBytes(file, content);
        using var session = new SqliteSession(file, Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite);
        change(session);
        return file;
    }
}
