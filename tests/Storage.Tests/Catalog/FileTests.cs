using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Tests.Catalogs;

/// <summary>What happens to a catalog's file, and what is said of it.</summary>
public sealed class FileTests : IDisposable
{
    readonly CatalogFolder _folder = new();

    Catalog Catalog => _folder.Catalog;

    [Fact]
    public void A_sound_catalog_has_no_complaints_also_while_it_is_in_use()
    {
        Fill(50);

        Assert.Empty(Catalog.Check(_folder.File));
    }

    [Fact]
    public void A_copy_taken_at_any_moment_without_closing_holds_all_that_was_answered()
    {
        for (int i = 0; i < 20; i++)
        {
            Catalog.AddModel(Sample.Model($"m{i}"));
            string copy = _folder.Path($"crash{i}.db");
            File.Copy(_folder.File, copy);
            if (File.Exists(_folder.File + "-wal")) File.Copy(_folder.File + "-wal", copy + "-wal");

            using var survivor = Catalog.Open(copy, _folder.Clock);
            Assert.Equal(i + 1, survivor.Models().Count);
        }
    }

    [Fact]
    public void A_torn_end_of_the_write_ahead_log_loses_the_last_transaction_whole_and_nothing_before()
    {
        for (int i = 0; i < 10; i++) Catalog.AddModel(Sample.Model($"m{i}"));
        string copy = _folder.Path("torn.db");
        File.Copy(_folder.File, copy);
        byte[] log = ReadShared(_folder.File + "-wal");
        File.WriteAllBytes(copy + "-wal", log[..^100]);

        using var survivor = Catalog.Open(copy, _folder.Clock);

        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"m{i}"), survivor.Models().Select(m => m.Name));
        Assert.Equal(10, survivor.AddModel(Sample.Model("next")).Number);
    }

    [Fact]
    public void A_missing_catalog_is_never_started_afresh()
    {
        var missing = Refused(_folder.Path("nowhere.db"));
        Assert.Contains("nowhere.db is damaged: it is missing", missing.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("nowhere.db")));

        string file = _folder.Path("half.db");
        File.WriteAllBytes(file + "-wal", [1, 2, 3]);
        var half = Assert.Throws<StorageException>(() => Catalog.Create(file, _folder.Clock));
        Assert.Contains("half.db-wal", half.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => Catalog.Create(_folder.File, _folder.Clock));
    }

    [Fact]
    public void What_a_crash_left_of_a_new_catalog_is_thrown_away()
    {
        string file = _folder.Path("second.db");
        File.WriteAllText(file + ".new", "half a file");
        File.WriteAllText(file + ".new-wal", "half a file");

        using var catalog = Catalog.Create(file, _folder.Clock);

        Assert.Empty(catalog.Models());
        Assert.False(File.Exists(file + ".new"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SQLite format 3")]
    [InlineData("PAR1 something else entirely")]
    public void A_foreign_file_is_refused_and_left_alone(string content)
    {
        string file = _folder.Path("foreign.db");
        File.WriteAllText(file, content);

        var problem = Refused(file);

        Assert.Equal(StorageFailure.Damaged, problem.Failure);
        Assert.Contains(file, problem.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(file));
        Assert.Single(Catalog.Check(file));
    }

    [Fact]
    public void Somebody_elses_SQLite_file_is_refused()
    {
        string file = _folder.Path("other.db");
        Run(file, "CREATE TABLE t (x)");

        var problem = Refused(file);

        Assert.Contains("not Plumbline's catalog", problem.Message, StringComparison.Ordinal);
        Assert.Contains("not Plumbline's catalog", Assert.Single(Catalog.Check(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_catalog_is_refused_and_left_alone()
    {
        Catalog.Dispose();
        Run(_folder.File, "PRAGMA user_version = 99");

        var problem = Refused(_folder.File);

        Assert.Equal(StorageFailure.Newer, problem.Failure);
        Assert.Contains("version is 99", problem.Message, StringComparison.Ordinal);
        Assert.Single(Catalog.Check(_folder.File));
        Run(_folder.File, $"PRAGMA user_version = {SqliteKind.Catalog.Version}");
        Assert.Empty(_folder.Reopen().Models());
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_by_name_or_loses_nothing()
    {
        Fill(200);
        Catalog.Dispose();
        byte[] whole = File.ReadAllBytes(_folder.File);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 60))
        {
            string file = _folder.Path($"cut{length}.db");
            File.WriteAllBytes(file, whole[..length]);

            var problem = Refused(file);

            Assert.Equal(StorageFailure.Damaged, problem.Failure);
            Assert.Contains(file, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Overwritten_pages_are_found_when_the_catalog_is_opened()
    {
        Fill(200);
        Catalog.Dispose();
        byte[] whole = File.ReadAllBytes(_folder.File);
        int refused = 0;
        for (int page = 1; page < whole.Length / 4096; page += 3)
        {
            byte[] damaged = [.. whole];
            damaged.AsSpan(page * 4096, 1024).Fill(0xA5);
            string file = _folder.Path($"page{page}.db");
            File.WriteAllBytes(file, damaged);
            try
            {
                Catalog.Open(file, _folder.Clock).Dispose();
            }
            catch (StorageException problem)
            {
                Assert.Equal(StorageFailure.Damaged, problem.Failure);
                Assert.Contains(file, problem.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        // A page in the middle of a long text is content to SQLite; all others are structure.
        Assert.True(refused > whole.Length / 4096 / 3 / 2, $"{refused} of {whole.Length / 4096 / 3}");
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_named_at_opening_and_by_the_check()
    {
        Fill(3);
        Catalog.Dispose();
        Run(_folder.File, "UPDATE models SET body = substr(body, 1, 50) WHERE number = 2");

        var problem = Refused(_folder.File);

        Assert.Contains("row 2 of models", problem.Message, StringComparison.Ordinal);
        Assert.Contains("row 2 of models", Assert.Single(Catalog.Check(_folder.File)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_check_reads_every_table()
    {
        var monitor = Catalog.SaveMonitor(Sample.Monitor(Catalog.AddModel(Sample.Model("churn")).Number, "drift"));
        Catalog.Record(Sample.Evaluation(monitor, 0), new byte[1_000], [Sample.Alert(monitor, "x")]);
        Catalog.AddBaseline(Sample.Baseline(1, "default", 1));
        Catalog.Dispose();
        Run(_folder.File, """
            PRAGMA foreign_keys = OFF;
            UPDATE monitors SET body = '{}'; UPDATE monitor_revisions SET body = 'x'; UPDATE evaluations SET body = '[]';
            UPDATE alerts SET body = '', model = 7; UPDATE evaluated_profiles SET bytes = X'0011223344'; UPDATE baselines SET profile =
                X'50';
            """);

        string all = string.Join('\n', Catalog.Check(_folder.File));

        foreach (string expected in (string[])["monitors cannot", "monitor_revisions cannot", "evaluations cannot", "alerts cannot",
            "evaluated_profiles cannot", "baselines cannot", "a row of alerts refers to models"])
            Assert.Contains(expected, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_a_catalog_of_its_own_while_writing_goes_on()
    {
        Fill(100);
        string copy = _folder.Path("backup.db");
        using var writing = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (int i = 0; !writing.IsCancellationRequested; i++) Catalog.SetSetting("n", $"{i}");
        });

        Catalog.BackupTo(copy);
        await writing.CancelAsync();
        await writer;

        Assert.Empty(Catalog.Check(copy));
        Assert.Equal(["backup.db"], Directory.GetFiles(Path.GetDirectoryName(copy)!, "backup*").Select(Path.GetFileName));
        using var restored = Catalog.Open(copy, _folder.Clock);
        Assert.Equal(100, restored.Models().Count);
        Assert.Equal(StorageFailure.Conflict, Assert.Throws<StorageException>(() => Catalog.BackupTo(copy)).Failure);
    }

    [Fact]
    public void A_closed_catalog_says_so()
    {
        Catalog.Dispose();

        Assert.Equal(StorageFailure.Closed, Assert.Throws<StorageException>(() => Catalog.AddModel(Sample.Model("a"))).Failure);
        Assert.Equal(StorageFailure.Closed, Assert.Throws<StorageException>(() => Catalog.Evaluations(new EvaluationQuery())).Failure);
        Assert.Equal(StorageFailure.Closed, Assert.Throws<StorageException>(() => Catalog.BackupTo(_folder.Path("b.db"))).Failure);
    }

    [Fact]
    public void When_no_page_can_be_added_the_disk_is_full_nothing_changes_and_it_recovers()
    {
        Fill(3);
        Catalog.Dispose();
        using var store = SqliteStore.Open(_folder.File, SqliteKind.Catalog);
        long pages = store.Write(session => session.Number("PRAGMA page_count"));
        store.Write(session => session.Number($"PRAGMA max_page_count = {pages + 1}"));

        var problem = Assert.Throws<StorageException>(() => store.Write(session =>
            session.Execute("INSERT INTO settings (name, value) VALUES ('a', $1)", new string('x', 100_000))));

        Assert.Equal((StorageFailure.DiskFull, true), (problem.Failure, problem.IsTransient));
        Assert.Equal(0, store.Read(session => session.Number("SELECT count(*) FROM settings")));
        store.Write(session => session.Number("PRAGMA max_page_count = 1000000"));
        store.Write(session => session.Execute("INSERT INTO settings (name, value) VALUES ('a', $1)", new string('x', 100_000)));
    }

    [Fact]
    public void Migrations_run_once_each_and_one_that_fails_changes_nothing()
    {
        Fill(2);
        Catalog.Dispose();
        var failing = SqliteKind.Catalog with { Scripts = [.. SqliteKind.Catalog.Scripts,
            "ALTER TABLE models ADD COLUMN a INTEGER; INSERT INTO nonsense VALUES (1)"] };
        Assert.Throws<StorageException>(() => SqliteStore.Open(_folder.File, failing));

        var newer = SqliteKind.Catalog with
        {
            Scripts = [.. SqliteKind.Catalog.Scripts, "ALTER TABLE models ADD COLUMN a INTEGER DEFAULT 7", "UPDATE models SET a = a + 1"],
        };
        for (int i = 0; i < 2; i++)
        {
            using var store = SqliteStore.Open(_folder.File, newer);
            Assert.Equal([8, 8], store.Read(session => session.Query("SELECT a FROM models", r => r.GetInt32(0))));
            Assert.Equal(newer.Version, store.Read(session => session.Number("PRAGMA user_version")));
        }
        Assert.Equal(StorageFailure.Newer, Refused(_folder.File).Failure);
    }

    public void Dispose() => _folder.Dispose();

    void Fill(int models)
    {
        for (int i = 0; i < models; i++) Catalog.AddModel(Sample.Model($"model {i}"));
    }

    StorageException Refused(string file) => Assert.Throws<StorageException>(() => Catalog.Open(file, _folder.Clock).Dispose());

    static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
