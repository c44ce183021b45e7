using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class SpoolTests
{
    [Fact]
    public void Text_beyond_the_memory_limit_reads_the_same()
    {
        using var folder = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        string rows = string.Concat(Enumerable.Range(0, 5000)
            .Select(i => $"{i}.5,c{i % 7},2024-01-01 00:{i % 60:00}:00,{(i == 4000 ? "odd" : i % 9 == 0 ? "NA" : "3")}\n"));
        string file = folder.Write("a.csv", "n,c,t,m\n" + rows + "ragged\n");

        using IDataset memory = Read.Reference(file);
        using IDataset spooled = Read.Reference(file, new DatasetOptions { MemoryLimitBytes = 1, TemporaryFolder = temporary.Path });

        Assert.NotEmpty(Directory.GetFileSystemEntries(temporary.Path));
        Assert.Equal(memory.Schema.Columns.AsEnumerable(), spooled.Schema.Columns);
        Assert.Equal(memory.Numbers("n"), spooled.Numbers("n"));
        Assert.Equal(memory.Texts("c"), spooled.Texts("c"));
        Assert.Equal(memory.Times("t"), spooled.Times("t"));
        Assert.Equal(memory.Slice("m").Missing.BySpelling, spooled.Slice("m").Missing.BySpelling);
        Assert.Equal(new UnreadableValues(1, 4002, "odd"), spooled.Slice("m").Unreadable);
        Assert.Equal(memory.Refused.First, spooled.Refused.First);
    }

    [Fact]
    public void A_temporary_folder_that_cannot_be_made_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\n1,x\n2,y\n");

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(file,
            new DatasetOptions { MemoryLimitBytes = 1, TemporaryFolder = file }));

        Assert.Contains("no temporary folder can be made", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_deletes_the_spool()
    {
        using var folder = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\n1,x\n2,y\n");

        Read.Reference(file, new DatasetOptions { MemoryLimitBytes = 1, TemporaryFolder = temporary.Path }).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public void Cancelling_in_the_middle_leaves_no_spool()
    {
        using var folder = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b,c,d\n" + string.Concat(Enumerable.Repeat("1.25,word,3,4\n", 3_000_000)));
        var options = new DatasetOptions { MemoryLimitBytes = 1, TemporaryFolder = temporary.Path };
        using var stop = new CancellationTokenSource();
        using var watcher = new FileSystemWatcher(temporary.Path) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        watcher.Created += (_, _) => stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => DatasetReader.OpenReference(file, options, null, stop.Token));

        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    [Fact]
    public void Cancelling_a_plain_reading_stops_it()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1.25,word\n", 1_000_000)));
        using var stop = new CancellationTokenSource();
        var progress = new Stopping(stop);

        Assert.ThrowsAny<OperationCanceledException>(() => DatasetReader.OpenReference(file, new DatasetOptions(), progress, stop.Token));

        Assert.InRange(progress.Rows, 1, 900_000);
    }

    [Fact]
    public void Progress_rises_to_the_whole_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\n" + string.Concat(Enumerable.Repeat("1.25,word\n", 400_000)));
        var reports = new Collecting();

        using IDataset data = DatasetReader.OpenReference(file, new DatasetOptions(), reports, TestContext.Current.CancellationToken);

        Assert.True(reports.All.Count > 2);
        Assert.Equal(reports.All.OrderBy(r => r.Rows), reports.All);
        Assert.Equal(new ReadProgress(file, 400_000, 1), reports.All[^1]);
    }

    sealed class Stopping(CancellationTokenSource stop) : IProgress<ReadProgress>
    {
        public long Rows { get; private set; }

        public void Report(ReadProgress value)
        {
            Rows = value.Rows;
            stop.Cancel();
        }
    }

    sealed class Collecting : IProgress<ReadProgress>
    {
        public List<ReadProgress> All { get; } = [];

        public void Report(ReadProgress value) => All.Add(value);
    }
}
