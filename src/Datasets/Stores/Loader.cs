using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Stores;

/// <summary>Reads columns of the files of a data set, one file after the other, into memory.</summary>
sealed class Loader(ReadSession session, IReadOnlyList<RowSource> sources, RowRange? range)
{
    const int ShownRows = 20;

    /// <summary>Columns of the plans, with what was refused on the way. What an optimistic reading cannot hold is read anew.</summary>
    internal Loaded Load(IReadOnlyList<ColumnPlan> plans, CancellationToken cancellationToken)
    {
        for (bool isFirst = true; ; isFirst = false)
        {
            ColumnBuilder[] builders = [.. plans.Select(p => ColumnBuilder.For(p, session.Missing, session.Zone))];
            List<Part> parts = ReadFiles(builders, cancellationToken);
            // Columns of Parquet files are loaded from several threads; their scans never warn, so the list is not touched then.
            Message[] noticed = [.. parts.SelectMany(p => p.Result.Warnings)];
            if (noticed.Length > 0) session.Warnings.AddRange(noticed);
            HashSet<string> again = [.. parts.SelectMany(p => p.Result.Again)];
            if (again.Count == 0 && !parts.Exists(p => p.Result.MustRepeat)) return Finish(builders, parts, cancellationToken);
            plans = [.. plans.Select(p => p with { IsOptimistic = p.IsOptimistic && isFirst && !again.Contains(p.Name) })];
        }
    }

    /// <summary>One column by itself.</summary>
    internal StoredColumn LoadColumn(ColumnPlan plan, CancellationToken cancellationToken) =>
        Load([plan], cancellationToken).Columns[plan.Name];

    List<Part> ReadFiles(ColumnBuilder[] builders, CancellationToken cancellationToken)
    {
        var window = new RowWindow(range);
        var parts = new List<Part>();
        int rows = 0;
        foreach (RowSource source in sources)
        {
            if (window.IsDone) break;
            ScanTarget[] targets = [.. Targets(source, builders)];
            long firstInFile = Math.Max(0, window.Start - window.Seen);
            ScanResult result = source.Scan(new ScanRequest(targets, window, session.Progress), cancellationToken);
            int added = targets[0].Builder.Count - rows;
            foreach (ColumnBuilder builder in builders)
                if (builder.Count < rows + added) builder.AppendMissing(rows + added - builder.Count);
            parts.Add(new Part(source, result, rows, added, firstInFile));
            rows += added;
            if (result.MustRepeat) break;
        }
        return parts;
    }

    /// <summary>The columns a file has. Without any of the wanted ones its rows are counted by its first.</summary>
    IEnumerable<ScanTarget> Targets(RowSource source, ColumnBuilder[] builders)
    {
        bool any = false;
        foreach (ColumnBuilder builder in builders)
        {
            if (source.Columns.FirstOrDefault(c => c.Name == builder.Plan.Name) is not { } column) continue;
            any = true;
            yield return new ScanTarget(column, builder);
        }
        if (any) yield break;
        if (builders.Length > 1)
            throw new DatasetException($"'{source.Opening.File}' shares no column with '{sources[0].Opening.File}': leave it out of the pattern.");
        SourceColumn first = source.Columns[0];
        ColumnBuilder counting = ColumnBuilder.For(new ColumnPlan(first.Name, Types.Storage.Text), session.Missing, session.Zone);
        counting.AppendMissing(builders[0].Count);
        yield return new ScanTarget(first, counting);
    }

    Loaded Finish(ColumnBuilder[] builders, List<Part> parts, CancellationToken cancellationToken)
    {
        var columns = builders.ToDictionary(b => b.Plan.Name, b => b.Build(), StringComparer.Ordinal);
        foreach (Part part in parts) FindLines(columns.Values, part, cancellationToken);
        var refused = new RefusedRows(parts.Sum(p => p.Result.Refused.Count),
            [.. parts.SelectMany(p => p.Result.Refused.First).Take(ShownRows)]);
        return new Loaded([.. builders.Select(b => b.Plan)], columns, parts.Sum(p => p.RowCount), refused.Count == 0
            ? RefusedRows.None : refused);
    }

    /// <summary>Gives the first unreadable value of each column its line.</summary>
    static void FindLines(IReadOnlyCollection<StoredColumn> columns, Part part, CancellationToken cancellationToken)
    {
        StoredColumn[] odd = [.. columns.Where(c => c.Oddities.UnreadableCount > 0 && part.Holds(c.Oddities.FirstUnreadable))];
        if (odd.Length == 0) return;
        long[] rows = [.. odd.Select(c => part.RowInFile(c.Oddities.FirstUnreadable)).Distinct()];
        IReadOnlyDictionary<long, long> lines = part.Source.FindLines(rows, part.Result.RefusedLines, cancellationToken);
        foreach (StoredColumn column in odd)
            if (lines.TryGetValue(part.RowInFile(column.Oddities.FirstUnreadable), out long line)) column.FirstUnreadableLine = line;
    }

    /// <summary>The rows that one file gave.</summary>
    sealed record Part(RowSource Source, ScanResult Result, int FirstRow, int RowCount, long FirstInFile)
    {
        internal bool Holds(long row) => row >= FirstRow && row < FirstRow + RowCount;

        internal long RowInFile(long row) => row - FirstRow + FirstInFile;
    }
}

/// <summary>Columns in memory.</summary>
/// <param name="Plans">How they were read in the end.</param>
/// <param name="Columns">By name.</param>
/// <param name="RowCount">Rows of each.</param>
/// <param name="Refused">Rows that could not be read.</param>
sealed record Loaded(IReadOnlyList<ColumnPlan> Plans, Dictionary<string, StoredColumn> Columns, int RowCount, RefusedRows Refused);
