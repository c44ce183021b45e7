using System.Runtime.CompilerServices;

namespace Plumbline.DuckDb;

/// <summary>Values of one column of a chunk, where DuckDB holds them: nothing is copied.</summary>
public readonly unsafe ref struct DuckDbVector
{
    const int InlineLength = 12;

    readonly nint _vector;
    readonly void* _data;
    readonly ulong* _validity;

    internal DuckDbVector(nint vector, int length)
    {
        (_vector, Length) = (vector, length);
        _data = NativeMethods.VectorData(vector);
        _validity = NativeMethods.VectorValidity(vector);
    }

    /// <summary>Number of rows.</summary>
    public int Length { get; }

    /// <summary>One bit per row, 1 = present, 64 to the word; empty when every row is present.</summary>
    public ReadOnlySpan<ulong> Validity => _validity is null ? [] : new(_validity, (Length + 63) / 64);

    /// <summary>The values, of exactly the column's width. What stands at a row that is not valid means nothing.</summary>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged => new(_data, Length);

    /// <summary>False where the row is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsValid(int row) => _validity is null || (_validity[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>The UTF-8 bytes of a VARCHAR or BLOB row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(int row)
    {
        if ((uint)row >= (uint)Length) throw new ArgumentOutOfRangeException(nameof(row));
        // string_t: 4 bytes of length, then 12 bytes of text, or 4 of prefix and a pointer.
        byte* text = (byte*)_data + (nint)row * 16;
        int length = *(int*)text;
        return new(length <= InlineLength ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <summary>Where a LIST row lies in <see cref="ListElements"/>.</summary>
    public Range ListRange(int row)
    {
        ulong* entry = (ulong*)_data + (nint)row * 2;
        return (int)entry[0]..(int)(entry[0] + entry[1]);
    }

    /// <summary>The elements of all LIST rows, one after the other.</summary>
    public DuckDbVector ListElements() => new(NativeMethods.ListChild(_vector), (int)NativeMethods.ListSize(_vector));

    /// <summary>The elements of all ARRAY rows, <paramref name="arraySize"/> to the row.</summary>
    public DuckDbVector ArrayElements(int arraySize) => new(NativeMethods.ArrayChild(_vector), Length * arraySize);
}
