using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Columns;

/// <summary>How a column is to be read.</summary>
/// <param name="Name">Its name, unique in the data set.</param>
/// <param name="Storage">How it is held.</param>
sealed record ColumnPlan(string Name, Storage Storage)
{
    /// <summary>True while a text column is read as plain numbers, which is fastest; what it cannot read is then read anew,
    /// exactly.</summary>
    internal bool IsOptimistic { get; init; }

    /// <summary>Rows to make room for at once; 0 when unknown.</summary>
    internal int ExpectedRows { get; init; }

    internal bool HasDecimalComma { get; init; }

    internal DateOrder DateOrder { get; init; } = DateOrder.MonthFirst;

    /// <summary>True where <c>true</c> and <c>false</c> stand for 1 and 0: a numeric label of a binary task.</summary>
    internal bool AcceptsBooleans { get; init; }

    /// <summary>True where the reference has true and false, so that other words are unreadable.</summary>
    internal bool IsBoolean { get; init; }

    /// <summary>True where a number means seconds, milliseconds, microseconds or nanoseconds since 1970, by its size.</summary>
    internal bool AcceptsEpochs { get; init; }
}
