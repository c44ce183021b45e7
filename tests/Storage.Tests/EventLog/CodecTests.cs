using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class CodecTests
{
    static readonly SipHash s_hash = new([.. Enumerable.Range(0, 16).Select(i => (byte)i)]);

    public static TheoryData<string> Entries => ["events", "truths", "metrics", "erasure", "erasure-of-all"];

    [Theory]
    [MemberData(nameof(Entries))]
    public void An_entry_comes_back_as_it_was(string name)
    {
        LogEntry entry = Entry(name);

        LogEntry read = LogReader.Decode(Header(Encode(entry)), Encode(entry).AsSpan(FrameHeader.Size)).Entry;

        AssertEqual(entry, read);
    }

    /// <summary>Frames of version 1 as they were when they were first released: the bytes may never change.</summary>
    [Theory]
    [MemberData(nameof(Entries))]
    public void The_bytes_of_version_1_are_those_on_file(string name)
    {
        byte[] bytes = Encode(Entry(name));
        string golden = Repository.Path("tests", "Storage.Tests", "EventLog", "golden", $"{name}.1.hex");

        byte[] onFile = Convert.FromHexString(File.ReadAllText(golden).ReplaceLineEndings(""));

        Assert.Equal(Convert.ToHexString(onFile), Convert.ToHexString(bytes));
        AssertEqual(Entry(name), LogReader.Decode(Header(onFile), onFile.AsSpan(FrameHeader.Size)).Entry);
    }

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_payload_that_is_cut_or_changed_is_refused_and_never_crashes_otherwise(string name)
    {
        byte[] bytes = Encode(Entry(name));
        FrameHeader header = Header(bytes);

        for (int length = 0; length < bytes.Length - FrameHeader.Size; length++)
        {
            int cut = length;
            Assert.ThrowsAny<Exception>(() => Tolerant(header, bytes.AsSpan(FrameHeader.Size, cut), mustFail: true));
        }
        for (int at = FrameHeader.Size; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0xFF;
            Tolerant(header, changed.AsSpan(FrameHeader.Size), mustFail: false);
        }
    }

    [Fact]
    public void A_payload_of_a_later_version_is_refused()
    {
        byte[] bytes = Encode(Entry("metrics"));

        Assert.Throws<InvalidDataException>(() => EntryCodec.Read(Header(bytes) with { Version = 2 }, bytes.AsSpan(FrameHeader.Size)));
    }

    [Fact]
    public void The_header_refuses_every_change_of_a_bit()
    {
        byte[] bytes = Encode(Entry("truths")).AsSpan(0, FrameHeader.Size).ToArray();
        for (int bit = 0; bit < FrameHeader.Size * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(FrameHeader.TryRead(bytes, out _));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(FrameHeader.TryRead(bytes, out _));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Codes_keep_their_values_at_the_borders_of_their_width(int categories)
    {
        string[] values = [.. Enumerable.Range(0, categories).Select(i => $"c{i}")];
        var entry = (LogEntry.Events)LogRows.Events(values.Select(v => v));
        LogEntry wide = new LogEntry.Events(entry.Batch with { Columns = [Some.Categorical("c", values)] });

        byte[] bytes = Encode(wide);

        AssertEqual(wide, EntryCodec.Read(Header(bytes), bytes.AsSpan(FrameHeader.Size)));
    }

    /// <summary>The test vectors of the authors of SipHash for 128 bits.</summary>
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(1, "DA87C1D86B99AF44347659119B22FC45")]
    [InlineData(2, "8177228DA4A45DC7FCA38BDEF60AFFE4")]
    public void SipHash_gives_the_published_values(int length, string expected)
    {
        byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        UInt128 hash = s_hash.Of(text);
        string actual = Convert.ToHexString([.. BitConverter.GetBytes((ulong)hash), .. BitConverter.GetBytes((ulong)(hash >> 64))]);
        Assert.Equal(expected, actual);
    }

    static void Tolerant(FrameHeader header, ReadOnlySpan<byte> payload, bool mustFail)
    {
        try
        {
            EntryCodec.Read(header, payload);
        }
        catch (Exception failure) when (failure is InvalidDataException or OverflowException or ArgumentException)
        {
            if (mustFail) throw;
        }
    }

    static byte[] Encode(LogEntry entry)
    {
        using var append = new PendingAppend(entry, 0, s_hash, CancellationToken.None);
        using var folder = new TemporaryFolder();
        using var index = new IdentityIndex(folder.Path, 1, 100, IdentityManifest.Empty);
        append.LeaveOutDuplicates(index);
        append.Number(11, LogRows.Noon, 5, true);
        return append.Frame.ToArray();
    }

    static FrameHeader Header(byte[] frame)
    {
        Assert.True(FrameHeader.TryRead(frame, out FrameHeader header));
        Assert.Equal(Crc.Of(frame.AsSpan(FrameHeader.Size)), header.PayloadCrc);
        return header;
    }

    static LogEntry Entry(string name) => name switch
    {
        "events" => new LogEntry.Events(LogRows.Everything()),
        "truths" => new LogEntry.Truths(LogRows.Truths("a", "bb")),
        "metrics" => new LogEntry.Metrics(LogRows.Metrics()),
        "erasure" => new LogEntry.Erased(new Erasure
        {
            Model = 9, Version = "v1", From = LogRows.Noon, To = LogRows.Noon.AddDays(1), Id = "a", Tag = new("team", "red"),
        }),
        _ => new LogEntry.Erased(new Erasure { Model = 9 }),
    };

    static void AssertEqual(LogEntry expected, LogEntry actual) => Assert.Equal(Plain(expected), Plain(actual));

    static string Plain(LogEntry entry) => entry switch
    {
        LogEntry.Events { Batch: var b } => string.Join('\n', [$"{b.Model} {b.SchemaRevision} {b.Count}", .. LogRows.Ids(b.Ids),
            Plain(b.Times), b.Tags is { } tags ? string.Join('|', LogRows.Ids(tags)) : "-", .. b.Columns.Select(Plain)]),
        LogEntry.Truths { Batch: var b } => string.Join('\n', [$"{b.Model}", .. LogRows.Ids(b.Ids), Plain(b.KnownAt), Plain(b.Labels)]),
        LogEntry.Metrics { Batch: var b } => $"{b.Model} {string.Join(' ', b.Names)} {Plain(b.Times)} {Plain(b.Values)}",
        LogEntry.Erased { Erasure: var e } => e.ToString(),
        _ => "",
    };

    static string Plain<T>(ReadOnlyMemory<T> values) => string.Join(' ', values.ToArray());

    static string Plain(ColumnSlice slice) =>
        string.Join(' ', slice.Column, string.Join(',', slice.Missing.BySpelling), slice.Unreadable, slice switch
        {
            NumericSlice s => string.Join(' ', s.Values.ToArray().Select(BitConverter.DoubleToInt64Bits)),
            CategoricalSlice s => Plain(s.Codes) + string.Join('|', s.Categories),
            TimestampSlice s => Plain(s.Microseconds),
            VectorSlice s => s.Dimension + ": " + string.Join(' ', s.Values.ToArray().Select(BitConverter.SingleToInt32Bits)),
            _ => "",
        });
}
