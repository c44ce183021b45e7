using Plumbline.Datasets.Columns;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Files;

/// <summary>One file whose beginning has been looked at.</summary>
abstract class RowSource(FileOpening opening, IReadOnlyList<SourceColumn> columns, IReadOnlyList<Message> warnings)
{
    internal FileOpening Opening { get; } = opening;

    internal IReadOnlyList<SourceColumn> Columns { get; } = columns;

    internal IReadOnlyList<Message> Warnings { get; } = warnings;

    /// <summary>Rows of the file, as far as its beginning tells; null when it does not.</summary>
    internal virtual long? EstimatedRows => null;

    /// <summary>Reads the wanted columns once, all rows of the window in order.</summary>
    internal abstract ScanResult Scan(ScanRequest request, CancellationToken cancellationToken);

    /// <summary>The lines on which rows (0-based, refused ones not counted) begin; empty where rows are not lines.</summary>
    internal virtual IReadOnlyDictionary<long, long> FindLines(IReadOnlyCollection<long> rows, IReadOnlyList<long> refusedLines,
        CancellationToken cancellationToken) => new Dictionary<long, long>();
}

/// <summary>What a scan is to do.</summary>
/// <param name="Targets">Where each wanted column goes.</param>
/// <param name="Window">The rows wanted; advanced by the scan.</param>
/// <param name="Progress">Told of the rows read.</param>
sealed record ScanRequest(IReadOnlyList<ScanTarget> Targets, RowWindow Window, IProgress<ReadProgress>? Progress);

/// <summary>A column of the file and the builder that takes it.</summary>
readonly record struct ScanTarget(SourceColumn Column, ColumnBuilder Builder);

/// <summary>What a scan met.</summary>
/// <param name="Refused">Rows that could not be read.</param>
/// <param name="RefusedLines">Lines on which they begin, ascending.</param>
/// <param name="Again">Names of columns that an optimistic reading cannot hold: they, or all when rows were lost, must be read
/// anew.</param>
/// <param name="Warnings">What was noticed.</param>
sealed record ScanResult(RefusedRows Refused, IReadOnlyList<long> RefusedLines, IReadOnlyList<string> Again,
    IReadOnlyList<Message> Warnings)
{
    internal static ScanResult Clean { get; } = new(RefusedRows.None, [], [], []);

    /// <summary>True when the source learned something (the encoding) that makes the whole scan worthless.</summary>
    internal bool MustRepeat { get; init; }
}
