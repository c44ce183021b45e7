using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class LogCheckTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public LogCheckTests()
    {
        using var log = new OpenLog(_folder.Path);
        for (int i = 0; i < 80; i++) log.Append(LogRows.Events([$"{i}-a", $"{i}-b"]));
        log.Append(new LogEntry.Truths(LogRows.Truths("0-a")));
    }

    string Segments => Path.Combine(_folder.Path, "log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_log_has_no_problems_and_its_size_is_told()
    {
        LogHealth health = Check();

        Assert.Empty(health.Problems);
        Assert.Empty(health.Notes);
        Assert.Equal((1, 161, 81), (health.FirstSeq, health.LastSeq, health.Frames));
        Assert.Equal(Directory.GetFiles(Segments, "*.log").Length, health.Segments);
        Assert.Equal(Directory.GetFiles(Segments, "*.log").Sum(f => new FileInfo(f).Length), health.Bytes);
    }

    [Fact]
    public void A_log_in_use_can_be_checked()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events("now"));

        Assert.Equal((0, 162), (Check().Problems.Count, Check().LastSeq));
    }

    [Fact]
    public void Every_damaged_file_is_named_with_the_place()
    {
        Change("00000001.log", 700);
        Change("00000002.log", 900);
        File.Delete(Path.Combine(Segments, "00000003.log"));

        var problems = Check().Problems;

        Assert.Contains(problems, p => p.Contains("00000001.log, at byte", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("00000002.log, at byte", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("00000003.log is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_mark_a_damaged_index_and_a_damaged_format_are_told()
    {
        string run = Directory.GetFiles(Path.Combine(Segments, "identities"), "*.run").First();
        Change(run, 50);
        Assert.Contains(Check().Problems, p => p.Contains(run, StringComparison.Ordinal));

        File.Delete(Path.Combine(Segments, "mark"));
        Assert.Contains(Check().Problems, p => p.Contains("mark is missing", StringComparison.Ordinal));

        Change(Path.Combine(_folder.Path, "format"), 30);
        Assert.Contains("format is damaged", Assert.Single(Check().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_end_is_told_and_an_unfinished_write_is_only_noted()
    {
        string last = Directory.GetFiles(Segments, "*.log").Max()!;
        byte[] whole = File.ReadAllBytes(last);

        File.WriteAllBytes(last, [.. whole, 1, 2, 3]);
        LogHealth longer = Check();
        File.WriteAllBytes(last, whole[..^1]);
        LogHealth shorter = Check();
        File.WriteAllBytes(last, whole[..SegmentHeader.Size]);
        LogHealth empty = Check();

        Assert.Empty(longer.Problems);
        Assert.Contains("the last 3 bytes", Assert.Single(longer.Notes), StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(last), Assert.Single(shorter.Problems), StringComparison.Ordinal);
        Assert.Contains("row 161 was on disk", Assert.Single(empty.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_log_has_nothing_to_check()
    {
        string path = Path.Combine(_folder.Path, "new");
        DataFolder.Open(path).Dispose();

        LogHealth health = EventLog.Check(path, CancellationToken.None);

        Assert.Empty(health.Problems);
        Assert.Single(health.Notes);
    }

    LogHealth Check() => EventLog.Check(_folder.Path, CancellationToken.None);

    void Change(string file, int at)
    {
        string path = Path.Combine(Segments, file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
