using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Plumbline.Storage.Logs;

/// <summary>What a frame holds. The numbers are on disk.</summary>
enum FrameKind : byte
{
    Events = 1,
    Truths = 2,
    Metrics = 3,
    Erasure = 4,
}

/// <summary>The first 64 bytes of a frame; the payload follows. Little endian, as everything in the log.</summary>
readonly record struct FrameHeader
{
    public const int Size = 64;
    public const uint Magic = 0x31464C50;
    const int CheckAt = 60;
    const ushort EndsGroupFlag = 1;

    public required int PayloadLength { get; init; }

    public required uint PayloadCrc { get; init; }

    public required FrameKind Kind { get; init; }

    /// <summary>Version of the payload's codec.</summary>
    public required byte Version { get; init; }

    /// <summary>True for the last frame of what was written and flushed together.</summary>
    public required bool EndsGroup { get; init; }

    public required int Model { get; init; }

    public required int SchemaRevision { get; init; }

    public required long FirstSeq { get; init; }

    public required long ReceivedAt { get; init; }

    /// <summary>Grows by one with every flush: a frame of a later group proves that this one was on disk.</summary>
    public required long Group { get; init; }

    public required int Count { get; init; }

    public long LastSeq => FirstSeq + Count - 1;

    public int Length => Size + PayloadLength;

    public void Write(Span<byte> to)
    {
        to = to[..Size];
        to.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], PayloadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], PayloadCrc);
        to[12] = (byte)Kind;
        to[13] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(to[14..], EndsGroup ? EndsGroupFlag : (ushort)0);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], Model);
        BinaryPrimitives.WriteInt32LittleEndian(to[20..], SchemaRevision);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], FirstSeq);
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], ReceivedAt);
        BinaryPrimitives.WriteInt64LittleEndian(to[40..], Group);
        BinaryPrimitives.WriteInt32LittleEndian(to[48..], Count);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CheckAt..], Crc.Of(to[..CheckAt]));
    }

    /// <summary>False when these are not the bytes of a header.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out FrameHeader header)
    {
        header = default;
        if (from.Length < Size || BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(from[CheckAt..]) != Crc.Of(from[..CheckAt]))
            return false;
        header = new FrameHeader
        {
            PayloadLength = BinaryPrimitives.ReadInt32LittleEndian(from[4..]),
            PayloadCrc = BinaryPrimitives.ReadUInt32LittleEndian(from[8..]),
            Kind = (FrameKind)from[12],
            Version = from[13],
            EndsGroup = (BinaryPrimitives.ReadUInt16LittleEndian(from[14..]) & EndsGroupFlag) != 0,
            Model = BinaryPrimitives.ReadInt32LittleEndian(from[16..]),
            SchemaRevision = BinaryPrimitives.ReadInt32LittleEndian(from[20..]),
            FirstSeq = BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            ReceivedAt = BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
            Group = BinaryPrimitives.ReadInt64LittleEndian(from[40..]),
            Count = BinaryPrimitives.ReadInt32LittleEndian(from[48..]),
        };
        return header is { PayloadLength: >= 0, Count: > 0 };
    }
}

/// <summary>CRC-32C of bytes.</summary>
static class Crc
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
