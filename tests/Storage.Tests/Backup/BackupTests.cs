using System.Formats.Tar;
using System.Text;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Backups;
using Plumbline.Storage.Opening;
using Plumbline.Storage.Tests.Events;
using Plumbline.Storage.Tests.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Backups;

public sealed class BackupTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    string Data => Path.Combine(_folder.Path, "data");

    string Restored => Path.Combine(_folder.Path, "restored");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_id_acknowledged_before_a_backup_under_load_is_there_exactly_once_after_a_restore()
    {
        using var storage = Open(Data);
        ModelDefinition model = AddModel(storage);
        var acknowledged = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task sending = Task.Run(() => SendAsync(storage, model, acknowledged, stop.Token), Stop);
        Task applying = Task.Run(() => Apply(storage, model, stop.Token), Stop);
        await WaitAsync(() => Count(acknowledged) > 3_000 && storage.Events.AppliedSeq > 1_000);

        string[] before;
        lock (acknowledged) before = [.. acknowledged];
        BackupManifest manifest = await WriteAsync(storage, "a.tar");
        int during = Count(acknowledged) - before.Length;
        await stop.CancelAsync();
        await Task.WhenAll(sending, applying);
        RestoredBackup restored = BackupFiles.Restore(In("a.tar"), Restored, Stop);

        Assert.True(manifest.LastSeq >= before.Length);
        Assert.Equal(manifest.LastSeq, restored.Manifest.LastSeq);
        Assert.Equal(["log", "events", "profiles", "ingest", "logs", "catalog"], restored.Parts.Select(p => p.Part));
        using var again = Open(Restored);
        Catch(again, model);
        Assert.Equal(manifest.LastSeq, again.Log.LastSeq);
        var counts = again.Events.Count(model.Number, Stop);
        Assert.Equal(again.Log.LastSeq, counts.Events);
        foreach (string id in before)
            Assert.Single(again.Events.Page(model, new EventQuery { Id = id }, null, 2, Stop).Rows);
        Assert.True(during >= 0);
        // The index of ids came along: what was sent before the backup is a duplicate after it.
        AppendResult twice = await again.Log.AppendAsync(Entry(model, before[..10]), Stop);
        Assert.Equal((0, 10), (twice.Accepted, twice.Duplicates.Length));
    }

    [Fact]
    public async Task A_log_whose_beginning_was_released_is_restored_with_the_rows_the_events_have()
    {
        var options = new StorageOptions { Log = LogRows.Small };
        using (var storage = OpenedStorage.Open(Data, options, TimeProvider.System))
        {
            ModelDefinition model = AddModel(storage);
            for (int i = 0; i < 40; i++) await storage.Log.AppendAsync(Entry(model, [.. Enumerable.Range(i * 50, 50).Select(n => $"e{n}")]),
                Stop);
            Catch(storage, model);
            storage.Profiles.Save([], storage.Events.AppliedSeq);
            storage.Log.Release(storage.Events.AppliedSeq);
            await WaitAsync(() => Directory.GetFiles(Path.Combine(Data, "log"), "*.log").Length < 3);
            await WriteAsync(storage, "a.tar");
        }

        BackupFiles.Restore(In("a.tar"), Restored, Stop);

        using var again = OpenedStorage.Open(Restored, options, TimeProvider.System);
        Assert.Equal(2_000, again.Log.LastSeq);
        Assert.Equal(2_000, again.Events.Count(1, Stop).Events);
        AppendResult twice = await again.Log.AppendAsync(Entry(again.Catalog.Models()[0], ["e0", "e1999", "new"]), Stop);
        Assert.Equal((1, 2), (twice.Accepted, twice.Duplicates.Length));
    }

    [Fact]
    public async Task Nothing_of_the_copies_stays_behind_and_a_secret_is_not_in_the_archive()
    {
        using var storage = Open(Data);
        AddModel(storage);
        File.WriteAllText(Path.Combine(Data, "first-admin-key"), "plk_secret");

        BackupManifest manifest = await WriteAsync(storage, "a.tar");

        Assert.False(Directory.Exists(Path.Combine(Data, "backup.part")));
        Assert.DoesNotContain(manifest.Files, f => f.Name.Contains("key", StringComparison.Ordinal)
            || f.Name.Contains("lock", StringComparison.Ordinal));
        Assert.DoesNotContain("plk_secret", Encoding.Latin1.GetString(File.ReadAllBytes(In("a.tar"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_refused_and_left_as_it_is()
    {
        using (var storage = Open(Data)) await WriteAsync(storage, "a.tar");
        Directory.CreateDirectory(Restored);
        File.WriteAllText(Path.Combine(Restored, "thesis.txt"), "mine");

        var refused = Assert.Throws<StorageException>(() => BackupFiles.Restore(In("a.tar"), Restored, Stop));

        Assert.Equal(StorageFailure.Conflict, refused.Failure);
        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(Restored).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_flipped_byte_in_any_part_is_refused_and_no_folder_appears()
    {
        using (var storage = Open(Data)) await WriteAsync(storage, "a.tar");
        byte[] whole = File.ReadAllBytes(In("a.tar"));
        var said = new List<string>();

        foreach ((string name, long at) in Places(In("a.tar")))
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 0x40;
            File.WriteAllBytes(In("b.tar"), flipped);
            var refused = Assert.Throws<StorageException>(() => BackupFiles.Restore(In("b.tar"), Restored, Stop));
            Assert.StartsWith($"'{In("b.tar")}' ", refused.Message, StringComparison.Ordinal);
            Assert.False(Directory.Exists(Restored), name);
            said.Add(refused.Message);
        }

        Assert.Contains(said, m => m.Contains("'catalog.db' differs from what was written", StringComparison.Ordinal));
        Assert.Contains(said, m => m.Contains("'manifest.json' differs from what was written", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(.05)]
    [InlineData(.5)]
    [InlineData(.99)]
    public async Task A_truncated_archive_is_refused(double share)
    {
        using (var storage = Open(Data)) await WriteAsync(storage, "a.tar");
        byte[] whole = File.ReadAllBytes(In("a.tar"));
        File.WriteAllBytes(In("b.tar"), whole[..(int)(whole.Length * share)]);

        var refused = Assert.Throws<StorageException>(() => BackupFiles.Restore(In("b.tar"), Restored, Stop));

        Assert.Equal(StorageFailure.Damaged, refused.Failure);
        Assert.StartsWith($"'{In("b.tar")}' cannot be restored: it ", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public void A_newer_format_is_refused_by_name()
    {
        Archive("new.tar", ("plumbline-backup", """{"format":2,"created":"2026-03-01T00:00:00Z"}"""), ("whatever/is/newer", "x"));

        var refused = Assert.Throws<StorageException>(() => BackupFiles.Restore(In("new.tar"), Restored, Stop));

        Assert.Equal(StorageFailure.Newer, refused.Failure);
        Assert.Contains("its format is 2, this Plumbline reads up to 1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("log/../../escaped")]
    [InlineData("log/00000001.log/../../x")]
    [InlineData("keys/key.xml")]
    public void A_name_that_is_no_file_of_a_data_folder_is_refused(string name)
    {
        Archive("bad.tar", ("plumbline-backup", """{"format":1,"created":"2026-03-01T00:00:00Z"}"""), (name, "x"));

        var refused = Assert.Throws<StorageException>(() => BackupFiles.Restore(In("bad.tar"), Restored, Stop));

        Assert.Contains("which is no file of a data folder", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["bad.tar"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_link_is_refused_whatever_it_is_called()
    {
        using (var tar = new TarWriter(File.Create(In("bad.tar"))))
        {
            Add(tar, "plumbline-backup", """{"format":1,"created":"2026-03-01T00:00:00Z"}""");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "catalog.db") { LinkName = "/etc/passwd" });
        }

        var refused = Assert.Throws<StorageException>(() => BackupFiles.Restore(In("bad.tar"), Restored, Stop));

        Assert.Contains("'catalog.db', which is no file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_no_backup()
    {
        File.WriteAllText(In("x.tar"), "not a tar");

        var refused = Assert.Throws<StorageException>(() => BackupFiles.Check(In("x.tar"), Stop));

        Assert.Equal($"'{In("x.tar")}' cannot be restored: it is no backup of Plumbline.", refused.Message);
    }

    string In(string name) => Path.Combine(_folder.Path, name);

    static OpenedStorage Open(string folder) => OpenedStorage.Open(folder, new StorageOptions(), TimeProvider.System);

    static ModelDefinition AddModel(OpenedStorage storage) => storage.Catalog.AddModel(Log.ModelOf(0, Some.Numeric("x", [1]).Column));

    static LogEntry.Events Entry(ModelDefinition model, string[] ids)
    {
        var entry = (LogEntry.Events)LogRows.Events(ids, model: model.Number);
        return new LogEntry.Events(entry.Batch with { SchemaRevision = model.Schema.Number });
    }

    async Task<BackupManifest> WriteAsync(OpenedStorage storage, string name)
    {
        await using FileStream archive = File.Create(In(name));
        using BackupWriting backup = BackupWriting.Begin(storage, TimeProvider.System);
        return await backup.WriteAsync(archive, Stop);
    }

    static async Task SendAsync(OpenedStorage storage, ModelDefinition model, List<string> acknowledged, CancellationToken stop)
    {
        for (int n = 0; !stop.IsCancellationRequested; n++)
        {
            string[] ids = [.. Enumerable.Range(0, 20).Select(i => $"e-{n}-{i}")];
            await storage.Log.AppendAsync(Entry(model, ids), CancellationToken.None);
            lock (acknowledged) acknowledged.AddRange(ids);
        }
    }

    static void Apply(OpenedStorage storage, ModelDefinition model, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Catch(storage, model);
            storage.Profiles.Save([], storage.Events.AppliedSeq);
            storage.Log.Release(storage.Events.AppliedSeq);
        }
    }

    static void Catch(OpenedStorage storage, ModelDefinition model)
    {
        LogFrame[] frames = [.. storage.Log.Read(storage.Events.AppliedSeq, Stop).Take(200)];
        while (frames.Length > 0)
        {
            storage.Events.Apply(frames, new Dictionary<int, ModelDefinition> { [model.Number] = model });
            frames = [.. storage.Log.Read(storage.Events.AppliedSeq, Stop).Take(200)];
        }
    }

    static async Task WaitAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isSo()) await Task.Delay(10, limit.Token);
    }

    static int Count(List<string> acknowledged)
    {
        lock (acknowledged) return acknowledged.Count;
    }

    // The first, the middle and the last byte of every part.
    static List<(string Name, long At)> Places(string archive)
    {
        var places = new List<(string, long)>();
        using var tar = new TarReader(File.OpenRead(archive));
        while (tar.GetNextEntry() is { } entry)
            foreach (long at in (long[])[0, entry.Length / 2, entry.Length - 1])
                if (entry.Length > 0) places.Add((entry.Name, entry.DataOffset + at));
        return places;
    }

    void Archive(string name, params (string Name, string Content)[] entries)
    {
        using var tar = new TarWriter(File.Create(In(name)));
        foreach ((string entry, string content) in entries) Add(tar, entry, content);
    }

    static void Add(TarWriter tar, string name, string content) => tar.WriteEntry(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
}
