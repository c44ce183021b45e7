using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class DiskFullTests
{
    [Fact]
    public void A_full_disk_is_said_and_the_store_goes_on_when_there_is_space_again()
    {
        if (!SmallDisk.TryMount(24, out SmallDisk? disk)) Assert.Skip("A small disk needs root on Linux.");
        using (disk)
        {
            NumericSlice numbers = Some.Numeric("n", [.. Enumerable.Range(0, 20_000).Select(i => Math.Sin(i))]);
            var model = Log.ModelOf(1, numbers.Column, Log.Target());
            var models = new Dictionary<int, Engine.Models.ModelDefinition> { [1] = model };
            string ballast = Path.Combine(disk.Path, "ballast");
            using var store = new EventStore(disk.Path, new EventStoreOptions { CheckpointBytes = 1 << 20 });
            store.Apply([Frame(1, numbers)], models);
            IDataset rows = store.Open(model, new EventQuery(), TestContext.Current.CancellationToken);
            Fill(ballast);

            long seq = Apply(store, models, numbers, 20_001, out StorageException? refused);
            long stored = store.Count(1, TestContext.Current.CancellationToken).Events;

            Assert.Equal(StorageFailure.DiskFull, refused!.Failure);
            Assert.True(refused.IsTransient);
            Assert.Equal(store.AppliedSeq, stored);
            Assert.True(stored < seq);
            Assert.Throws<StorageException>(() => { rows.Read("n", TestContext.Current.CancellationToken); });
            rows.Dispose();

            File.Delete(ballast);
            store.Apply([.. Frames(seq, numbers).Where(f => f.FirstSeq > store.AppliedSeq)], models);
            Assert.Equal(seq, store.Count(1, TestContext.Current.CancellationToken).Events);
        }
    }

    /// <summary>Applies frame after frame until one is refused; the last number tried.</summary>
    static long Apply(EventStore store, Dictionary<int, Engine.Models.ModelDefinition> models, NumericSlice numbers, long firstSeq,
        out StorageException? refused)
    {
        for (refused = null; refused is null; firstSeq += numbers.Length)
            try
            {
                store.Apply([Frame(firstSeq, numbers)], models);
            }
            catch (StorageException failure)
            {
                refused = failure;
            }
        return firstSeq - 1;
    }

    static IEnumerable<LogFrame> Frames(long lastSeq, NumericSlice numbers)
    {
        for (long seq = 1; seq < lastSeq; seq += numbers.Length) yield return Frame(seq, numbers);
    }

    static LogFrame Frame(long firstSeq, NumericSlice numbers) => new(firstSeq, Log.Start, new LogEntry.Events(new ColumnBatch
    {
        Model = 1,
        SchemaRevision = 1,
        Ids = LiveRows.Texts(Enumerable.Range(0, numbers.Length).Select(i => $"id-{firstSeq + i}")),
        Times = Enumerable.Range(0, numbers.Length).Select(i => LiveRows.Microseconds(Log.Start.AddSeconds(i))).ToArray(),
        Columns = [numbers],
    }));

    /// <summary>Leaves less space than one frame needs.</summary>
    static void Fill(string file)
    {
        using FileStream stream = File.Create(file, bufferSize: 1);
        try
        {
            for (byte[] piece = new byte[64 << 10]; ;) stream.Write(piece);
        }
        catch (IOException)
        {
            stream.SetLength(Math.Max(0, stream.Length - (400 << 10)));
        }
    }

    /// <summary>A disk of a few megabytes, in memory.</summary>
    sealed class SmallDisk : IDisposable
    {
        readonly TemporaryFolder _folder = new();

        internal string Path => _folder.Path;

        internal static bool TryMount(int megabytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SmallDisk? disk)
        {
            disk = null;
            if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return false;
            var mounted = new SmallDisk();
            if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", mounted.Path))
            {
                disk = mounted;
                return true;
            }
            mounted._folder.Dispose();
            return false;
        }

        public void Dispose()
        {
            if (!Run("umount", "-l", Path)) throw new IOException($"{Path} could not be unmounted.");
            _folder.Dispose();
        }

        static bool Run(string program, params string[] arguments)
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
