using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.DuckDb;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Csv;

/// <summary>The way over a typed temporary file, for text too large for memory.</summary>
sealed partial class CsvSource
{
    /// <summary>Writes the wanted columns to a Parquet file from which <see cref="CsvQuery.Spooled"/> reads them.</summary>
    internal ScanResult Spool(IReadOnlyList<ScanTarget> targets, string file, CancellationToken cancellationToken)
    {
        CheckWhole(cancellationToken);
        using DuckDbConnection connection = database.Connect();
        (string sql, _) = CsvQuery.Select(_text, _dialect, targets);
        try
        {
            connection.Execute($"COPY ({sql}) TO {SqlText.File(file)} (FORMAT parquet, COMPRESSION snappy)", cancellationToken);
        }
        catch (DuckDbException mixed) when (EndsDiffer(mixed))
        {
            return Normalise(cancellationToken);
        }
        catch (DuckDbException refused)
        {
            throw new DatasetException($"'{Opening.File}' cannot be read into a temporary file in '{Path.GetDirectoryName(file)}': {refused.Message}", refused);
        }
        CsvRejects rejects = CsvRejects.Read(connection, Opening.File, Columns, cancellationToken);
        Message[] latin = rejects.HasInvalidText ? TryLatin(cancellationToken) : [];
        return new ScanResult(rejects.Rows, rejects.Lines, [], latin) { MustRepeat = latin.Length > 0 };
    }

    /// <summary>Where the columns of a spool stand in it.</summary>
    internal QueryTarget[] SpooledTargets(IReadOnlyList<ScanTarget> targets) => CsvQuery.Select(_text, _dialect, targets).Targets;

    /// <summary>Reads one column of a spool; a column the file lacks is missing in all its rows.</summary>
    internal void ReadSpool(string file, QueryTarget? target, ColumnBuilder builder, RowWindow window, CancellationToken cancellationToken)
    {
        using DuckDbConnection connection = database.Connect();
        if (target is { } spooled)
        {
            var read = new QueryTarget(builder, spooled.Value < 0 ? -1 : 0, spooled.Text < 0 ? -1 : spooled.Value < 0 ? 0 : 1);
            QueryScan.Run(connection, CsvQuery.Spooled(file, spooled), [read], window, this, null, cancellationToken);
            return;
        }
        using DuckDbResult result = connection.Query($"SELECT count(*) FROM read_parquet({SqlText.File(file)})", cancellationToken);
        using DuckDbChunk? chunk = result.Next(cancellationToken);
        Range rows = window.Take(chunk is null ? 0 : (int)chunk[0].Values<long>()[0]);
        builder.AppendMissing(rows.End.Value - rows.Start.Value);
    }
}
