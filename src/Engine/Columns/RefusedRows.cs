namespace Plumbline.Engine.Columns;

/// <summary>Rows of a file that could not be read.</summary>
/// <param name="Count">How many in all.</param>
/// <param name="First">The first ones, at most 20.</param>
public sealed record RefusedRows(long Count, IReadOnlyList<RefusedRow> First)
{
    public static RefusedRows None { get; } = new(0, []);
}

/// <summary>One refused row.</summary>
/// <param name="File">The file, as shown to the user.</param>
/// <param name="Line">Its line, 1-based.</param>
/// <param name="Column">The column at fault, or null.</param>
/// <param name="Reason">What is wrong, in plain words.</param>
public sealed record RefusedRow(string File, long Line, string? Column, string Reason);
