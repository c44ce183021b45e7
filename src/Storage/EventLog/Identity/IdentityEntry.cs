using System.Runtime.InteropServices;

namespace Plumbline.Storage.Logs;

/// <summary>What the index remembers of an event: 36 bytes, on disk as in memory.</summary>
/// <remarks>Model, cell and hash say which event it is; the rest what is known of it.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
readonly record struct IdentityEntry : IComparable<IdentityEntry>
{
    public const int Size = 36;
    const long CellMicroseconds = 900_000_000;

    public required int Model { get; init; }

    /// <summary>Number of the 15-minute cell since 1970 UTC.</summary>
    public required int Cell { get; init; }

    public required ulong High { get; init; }

    public required ulong Low { get; init; }

    public required uint Content { get; init; }

    /// <summary>Hash of the version's name; 0 where there is none.</summary>
    public required uint Version { get; init; }

    /// <summary>Microseconds since the start of the cell.</summary>
    public required uint Offset { get; init; }

    /// <summary>Time of the event in microseconds since 1970 UTC.</summary>
    public long Time => (Cell * CellMicroseconds) + Offset;

    /// <summary>Well mixed bits of what says which event it is.</summary>
    public ulong Mixed => Low ^ (((ulong)(uint)Model << 32 | (uint)Cell) * 0x9E3779B97F4A7C15);

    public static IdentityEntry Of(int model, long time, UInt128 hash, uint content, uint version)
    {
        (long cell, long offset) = Math.DivRem(time, CellMicroseconds);
        if (offset < 0) (cell, offset) = (cell - 1, offset + CellMicroseconds);
        return new IdentityEntry
        {
            Model = model,
            Cell = checked((int)cell),
            High = (ulong)(hash >> 64),
            Low = (ulong)hash,
            Content = content,
            Version = version,
            Offset = (uint)offset,
        };
    }

    public bool IsSameEvent(in IdentityEntry other) =>
        Low == other.Low && High == other.High && Cell == other.Cell && Model == other.Model;

    /// <summary>By model, cell, hash.</summary>
    public int CompareTo(IdentityEntry other)
    {
        if (Model != other.Model) return Model.CompareTo(other.Model);
        if (Cell != other.Cell) return Cell.CompareTo(other.Cell);
        return High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
    }
}
