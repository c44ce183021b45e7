using Plumbline.Engine.Storage;
using Plumbline.Statistics;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class RecoveryTests : IDisposable
{
    // The mark is written when a segment ends and on closing only: time stands still for it.
    static readonly EventLogOptions s_oneSegment = new() { MarkEvery = TimeSpan.FromDays(1) };
    static readonly EventLogOptions s_manySegments = LogRows.Small with { SegmentBytes = 2048, MarkEvery = TimeSpan.FromDays(1) };
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tail_that_was_never_known_to_be_on_disk_is_cut_at_the_last_whole_write_wherever_it_is_torn()
    {
        (string crashed, List<long> ends) = CrashedLog(s_oneSegment, groups: 4);
        string segment = Path.Combine("log", "00000001.log");
        byte[] whole = File.ReadAllBytes(Path.Combine(crashed, segment));

        for (int length = SegmentHeader.Size; length < whole.Length; length++)
        {
            string copy = Copy(crashed);
            File.WriteAllBytes(Path.Combine(copy, segment), whole[..length]);
            using var log = new OpenLog(copy, s_oneSegment);
            int kept = ends.Count(e => e <= length);
            Assert.Equal(2 * kept, log.Log.LastSeq);
            Assert.Equal(2 * kept, LogRows.IdsIn(log.Log).Count);
            Assert.Equal(length - (kept == 0 ? SegmentHeader.Size : ends[kept - 1]), log.Log.Figures.CutBytes);
            // Rows that were cut were never acknowledged: they can be sent again.
            Assert.Equal(2, log.Append(LogRows.Events([$"{kept}-a", $"{kept}-b"])).Accepted);
            Directory.Delete(Remember(log, copy), recursive: true);
        }
    }

    [Fact]
    public void A_log_that_was_closed_is_refused_when_a_single_byte_of_its_end_is_missing()
    {
        string closed = ClosedLog(s_oneSegment, groups: 3);
        string segment = Path.Combine("log", "00000001.log");
        byte[] whole = File.ReadAllBytes(Path.Combine(closed, segment));

        foreach (int length in new[] { 0, 1, SegmentHeader.Size - 1, SegmentHeader.Size, whole.Length / 2, whole.Length - 1 })
        {
            string copy = Copy(closed);
            File.WriteAllBytes(Path.Combine(copy, segment), whole[..length]);
            AssertDamaged(copy, s_oneSegment, "00000001.log");
            Assert.Equal(length, new FileInfo(Path.Combine(copy, segment)).Length);
        }
    }

    [Fact]
    public void A_changed_bit_anywhere_in_a_closed_log_is_found()
    {
        string closed = ClosedLog(s_oneSegment, groups: 2);
        string segment = Path.Combine(closed, "log", "00000001.log");
        byte[] whole = File.ReadAllBytes(segment);
        for (int at = 0; at < whole.Length; at++)
        {
            // Bytes 48 to 59 of the segment's header are free, but its checksum covers them.
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(segment, changed);
            AssertDamaged(closed, s_oneSegment, "00000001.log");
        }
        File.WriteAllBytes(segment, whole);
        using var log = new OpenLog(closed, s_oneSegment);
        Assert.Equal(4, log.Log.LastSeq);
    }

    [Fact]
    public void A_damaged_frame_before_a_whole_later_write_is_refused_even_beyond_the_mark()
    {
        (string crashed, List<long> ends) = CrashedLog(s_oneSegment, groups: 4);
        string segment = Path.Combine(crashed, "log", "00000001.log");
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[ends[1] + FrameHeader.Size + 5] ^= 1;
        File.WriteAllBytes(segment, bytes);

        AssertDamaged(crashed, s_oneSegment, "00000001.log", $"at byte {ends[1]}");
        Assert.Equal(bytes, File.ReadAllBytes(segment));
    }

    [Fact]
    public void A_missing_first_middle_or_last_segment_is_refused_by_name()
    {
        string closed = ClosedLog(s_manySegments, groups: 60);
        string[] segments = [.. Directory.GetFiles(Path.Combine(closed, "log"), "*.log").Select(f => Path.GetFileName(f)).Order()];
        Assert.True(segments.Length >= 4);

        foreach (string name in new[] { segments[0], segments[2], segments[^1] })
        {
            string copy = Copy(closed);
            File.Delete(Path.Combine(copy, "log", name));
            AssertDamaged(copy, s_manySegments, name);
        }
    }

    [Theory]
    [InlineData("mark")]
    [InlineData("identities/manifest")]
    public void A_missing_or_damaged_small_file_is_refused_by_name(string file)
    {
        string closed = ClosedLog(s_manySegments, groups: 10);
        string path = Path.Combine(closed, "log", file);
        byte[] whole = File.ReadAllBytes(path);

        File.Delete(path);
        AssertDamaged(closed, s_manySegments, path);
        File.WriteAllBytes(path, new byte[whole.Length]);
        AssertDamaged(closed, s_manySegments, path);
        File.WriteAllBytes(path, whole[..3]);
        AssertDamaged(closed, s_manySegments, path);
        File.WriteAllBytes(path, whole);
        new OpenLog(closed, s_manySegments).Dispose();
    }

    [Fact]
    public void A_mark_whose_newer_entry_is_torn_still_counts_by_its_older_one()
    {
        string closed = ClosedLog(s_manySegments, groups: 60);
        string path = Path.Combine(closed, "log", "mark");
        byte[] bytes = File.ReadAllBytes(path);
        int newest = BitConverter.ToInt64(bytes, 16) > BitConverter.ToInt64(bytes, 4096 + 16) ? 0 : 4096;
        bytes[newest + 30] ^= 1;
        File.WriteAllBytes(path, bytes);

        using var log = new OpenLog(closed, s_manySegments);

        Assert.Equal(120, log.Log.LastSeq);
    }

    [Fact]
    public void A_deleted_log_is_no_fresh_start()
    {
        string closed = ClosedLog(s_oneSegment, groups: 1);
        Directory.Delete(Path.Combine(closed, "log"), recursive: true);

        AssertDamaged(closed, s_oneSegment, "mark");
    }

    [Fact]
    public void A_truncated_extended_or_exchanged_middle_segment_is_refused_by_name()
    {
        string closed = ClosedLog(s_manySegments, groups: 60);
        string second = Path.Combine(closed, "log", "00000002.log");
        byte[] whole = File.ReadAllBytes(second);

        File.WriteAllBytes(second, whole[..^1]);
        AssertDamaged(closed, s_manySegments, "00000002.log");
        File.WriteAllBytes(second, [.. whole, 0]);
        AssertDamaged(closed, s_manySegments, "00000002.log");
        File.Copy(Path.Combine(closed, "log", "00000003.log"), second, overwrite: true);
        AssertDamaged(closed, s_manySegments, "00000002.log");
        whole[whole.Length / 2] ^= 4;
        File.WriteAllBytes(second, whole);
        AssertDamaged(closed, s_manySegments, "00000002.log");
    }

    [Fact]
    public void A_damaged_segment_that_was_not_read_on_opening_is_refused_when_it_is_read()
    {
        string closed = ClosedLog(s_manySegments, groups: 60);
        string first = Path.Combine(closed, "log", "00000001.log");
        byte[] bytes = File.ReadAllBytes(first);
        bytes[500] ^= 4;
        File.WriteAllBytes(first, bytes);
        using var log = new OpenLog(closed, s_manySegments with { VerifiedBytes = 0 });

        var refused = Assert.Throws<StorageException>(() => log.Log.Read(0, CancellationToken.None).Count());

        Assert.Equal(StorageFailure.Damaged, refused.Failure);
        Assert.Contains("00000001.log", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_ends_before_what_a_projection_has_is_refused()
    {
        string closed = ClosedLog(s_oneSegment, groups: 2);

        AssertDamaged(closed, s_oneSegment with { KnownSeq = 5 }, "row 5");
        new OpenLog(closed, s_oneSegment with { KnownSeq = 4 }).Dispose();
    }

    [Fact]
    public void The_log_of_another_folder_is_refused()
    {
        string one = ClosedLog(s_oneSegment, groups: 2), other = ClosedLog(s_oneSegment, groups: 2);
        File.Copy(Path.Combine(one, "log", "00000001.log"), Path.Combine(other, "log", "00000001.log"), overwrite: true);

        AssertDamaged(other, s_oneSegment, "another data folder");
    }

    [Fact]
    public void Whatever_is_cut_off_or_changed_in_a_crashed_log_either_all_rows_of_whole_writes_come_back_or_it_is_refused()
    {
        (string crashed, _) = CrashedLog(s_manySegments, groups: 30);
        string[] expected = [.. Enumerable.Range(0, 30).SelectMany(i => new[] { $"{i}-a", $"{i}-b" })];
        var random = new SeededRandom(11);
        int refused = 0;
        for (int round = 0; round < 150; round++)
        {
            string copy = Copy(crashed);
            string[] files = Directory.GetFiles(Path.Combine(copy, "log"), "*.log");
            string file = files[(int)(random.NextDouble() * files.Length)];
            byte[] bytes = File.ReadAllBytes(file);
            int at = (int)(random.NextDouble() * bytes.Length);
            if (round % 2 == 0) bytes = bytes[..at];
            else bytes[at] ^= 0x10;
            File.WriteAllBytes(file, bytes);
            try
            {
                using var log = new OpenLog(copy, s_manySegments);
                var ids = LogRows.IdsIn(log.Log);
                Assert.Equal(expected[..ids.Count], ids);
                Assert.True(ids.Count % 2 == 0);
            }
            catch (StorageException failure)
            {
                Assert.Equal(StorageFailure.Damaged, failure.Failure);
                refused++;
            }
        }
        Assert.InRange(refused, 50, 149);
    }

    /// <summary>Groups of two rows, copied while the log is open: what is on disk when the process dies.</summary>
    (string Path, List<long> Ends) CrashedLog(EventLogOptions options, int groups)
    {
        var ends = new List<long>();
        using var log = new OpenLog(Path.Combine(_folder.Path, Path.GetRandomFileName()), options);
        for (int i = 0; i < groups; i++)
        {
            log.Append(LogRows.Events([$"{i}-a", $"{i}-b"]));
            ends.Add(new FileInfo(Directory.GetFiles(log.Segments, "*.log").Max()!).Length);
        }
        return (Copy(log.Path), ends);
    }

    string ClosedLog(EventLogOptions options, int groups)
    {
        using var log = new OpenLog(Path.Combine(_folder.Path, Path.GetRandomFileName()), options);
        for (int i = 0; i < groups; i++) log.Append(LogRows.Events([$"{i}-a", $"{i}-b"]));
        return log.Path;
    }

    string Copy(string path)
    {
        string copy = Path.Combine(_folder.Path, Path.GetRandomFileName());
        foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(copy, Path.GetRelativePath(path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (Path.GetFileName(file) != "lock") File.Copy(file, to);
        }
        return copy;
    }

    static string Remember(OpenLog log, string path)
    {
        log.Dispose();
        return path;
    }

    static void AssertDamaged(string path, EventLogOptions options, params string[] words)
    {
        var refused = Assert.Throws<StorageException>(() => new OpenLog(path, options));
        Assert.Equal(StorageFailure.Damaged, refused.Failure);
        foreach (string word in words) Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }
}
