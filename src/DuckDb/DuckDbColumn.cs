using System.Runtime.InteropServices;

namespace Plumbline.DuckDb;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name: whatever a file or a person wrote.</param>
/// <param name="Type">Its type.</param>
public sealed record DuckDbColumn(string Name, DuckDbType Type)
{
    /// <summary>Type of the elements of a list or array; null for others.</summary>
    public DuckDbType? ElementType { get; init; }

    /// <summary>Elements of each array; 0 for others.</summary>
    public int ArraySize { get; init; }

    /// <summary>Fields of a struct; empty for others.</summary>
    public IReadOnlyList<DuckDbColumn> Fields { get; init; } = [];

    /// <summary>Reads a <c>duckdb_logical_type</c> and gives it back.</summary>
    internal static unsafe DuckDbColumn Take(string name, nint type)
    {
        try
        {
            var id = (DuckDbType)NativeMethods.TypeId(type);
            var column = new DuckDbColumn(name, id);
            if (id == DuckDbType.List) return column with { ElementType = Take("", NativeMethods.ListChildType(type)).Type };
            if (id == DuckDbType.Array)
                return column with { ElementType = Take("", NativeMethods.ArrayChildType(type)).Type,
                    ArraySize = (int)NativeMethods.ArraySize(type) };
            if (id != DuckDbType.Struct) return column;
            var fields = new DuckDbColumn[(int)NativeMethods.StructChildCount(type)];
            for (int i = 0; i < fields.Length; i++)
            {
                byte* text = NativeMethods.StructChildName(type, (ulong)i);
                fields[i] = Take(Marshal.PtrToStringUTF8((nint)text) ?? "", NativeMethods.StructChildType(type, (ulong)i));
                NativeMethods.Free(text);
            }
            return column with { Fields = fields };
        }
        finally
        {
            NativeMethods.DestroyLogicalType(ref type);
        }
    }
}
