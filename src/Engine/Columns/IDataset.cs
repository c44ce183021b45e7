using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Columns;

/// <summary>A set of rows read column by column.</summary>
public interface IDataset : IDisposable
{
    /// <summary>The path as the user gave it, for showing.</summary>
    string Path { get; }

    /// <summary>Rows that were read; refused ones are not among them.</summary>
    int RowCount { get; }

    /// <summary>The columns this set has, with the roles and types of the reference's schema where one was given.</summary>
    Schema Schema { get; }

    /// <summary>Rows that could not be read, and where the first ones are.</summary>
    RefusedRows Refused { get; }

    /// <summary>What the reader noticed: delimiter guessed, columns renamed, encodings mended, hints.</summary>
    IReadOnlyList<Message> Warnings { get; }

    /// <summary>One column whole. May be called from several threads; the caller owns the slice and lets it go when done.</summary>
    /// <exception cref="KeyNotFoundException">The set has no such column.</exception>
    ColumnSlice Read(string column, CancellationToken cancellationToken);
}
