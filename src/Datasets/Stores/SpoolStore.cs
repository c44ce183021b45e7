using System.Globalization;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Csv;
using Plumbline.Datasets.Files;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Stores;

/// <summary>Delimited text too large for memory: read once into typed temporary files, and column by column from there.</summary>
sealed class SpoolStore : IOpenStore
{
    const int ShownRows = 20;

    readonly ReadSession _session;
    readonly IReadOnlyList<CsvSource> _sources;
    readonly Dictionary<string, ColumnPlan> _plans;
    readonly Dictionary<string, SpooledPart[]> _parts = new(StringComparer.Ordinal);
    int _spools;

    internal SpoolStore(ReadSession session, IReadOnlyList<CsvSource> sources, IReadOnlyList<ColumnPlan> plans,
        CancellationToken cancellationToken)
    {
        (_session, _sources) = (session, sources);
        _plans = plans.ToDictionary(p => p.Name, p => p with { IsOptimistic = false }, StringComparer.Ordinal);
        ScanResult[] results = Spool([.. _plans.Values], cancellationToken);
        RefusedRow[] first = [.. results.SelectMany(r => r.Refused.First).Take(ShownRows)];
        Refused = first.Length == 0 ? RefusedRows.None : new RefusedRows(results.Sum(r => r.Refused.Count), first);
        RowCount = Build(_plans.Values.First(), false, cancellationToken).Count;
    }

    public int RowCount { get; }

    public RefusedRows Refused { get; }

    public IReadOnlyDictionary<string, ColumnPlan> Plans => _plans;

    public StoredColumn Get(ColumnPlan plan, CancellationToken cancellationToken) =>
        Build(plan with { ExpectedRows = RowCount }, true, cancellationToken);

    public StoredColumn Examine(ColumnPlan plan, CancellationToken cancellationToken) =>
        Build(plan with { ExpectedRows = RowCount }, false, cancellationToken);

    public void Replace(ColumnPlan plan, CancellationToken cancellationToken)
    {
        _plans[plan.Name] = plan;
        Spool([plan], cancellationToken);
    }

    /// <summary>Writes columns of every file to a spool each.</summary>
    ScanResult[] Spool(IReadOnlyList<ColumnPlan> plans, CancellationToken cancellationToken)
    {
        var results = new ScanResult[_sources.Count];
        foreach (ColumnPlan plan in plans) _parts[plan.Name] = new SpooledPart[_sources.Count];
        for (int i = 0; i < results.Length; i++)
        {
            CsvSource source = _sources[i];
            ScanTarget[] targets = [.. Targets(source, plans)];
            string file = _session.SpoolFile(string.Create(CultureInfo.InvariantCulture, $"{++_spools}.parquet"));
            ScanResult result = source.Spool(targets, file, cancellationToken);
            if (result.MustRepeat)
            {
                _session.Warnings.AddRange(result.Warnings);
                result = source.Spool(targets, file, cancellationToken);
            }
            results[i] = result;
            foreach (ColumnPlan plan in plans) _parts[plan.Name][i] = new SpooledPart(source, file, null, result.RefusedLines);
            foreach (QueryTarget target in source.SpooledTargets(targets))
                _parts[target.Builder.Plan.Name][i] = new SpooledPart(source, file, target, result.RefusedLines);
        }
        return results;
    }

    IEnumerable<ScanTarget> Targets(CsvSource source, IReadOnlyList<ColumnPlan> plans)
    {
        foreach (ColumnPlan plan in plans)
            if (source.Columns.FirstOrDefault(c => c.Name == plan.Name) is { } column)
                yield return new ScanTarget(column, ColumnBuilder.For(plan, _session.Missing, _session.Zone));
    }

    StoredColumn Build(ColumnPlan plan, bool withLine, CancellationToken cancellationToken)
    {
        ColumnBuilder builder = ColumnBuilder.For(plan, _session.Missing, _session.Zone);
        var window = new RowWindow(_session.Options.Rows);
        var starts = new List<(SpooledPart Part, int First, long InFile)>();
        foreach (SpooledPart part in _parts[plan.Name])
        {
            starts.Add((part, builder.Count, Math.Max(0, window.Start - window.Seen)));
            part.Source.ReadSpool(part.File, part.Target is { } target ? target with { Builder = builder } : null, builder, window,
                cancellationToken);
        }
        StoredColumn column = builder.Build();
        if (!withLine || column.Oddities.UnreadableCount == 0) return column;
        (SpooledPart odd, int first, long inFile) = starts.Last(s => s.First <= column.Oddities.FirstUnreadable);
        long row = column.Oddities.FirstUnreadable - first + inFile;
        if (odd.Source.FindLines([row], odd.RefusedLines, cancellationToken).TryGetValue(row, out long line))
            column.FirstUnreadableLine = line;
        return column;
    }

    /// <summary>Where a column of one file was written; without a target the file lacks the column.</summary>
    sealed record SpooledPart(CsvSource Source, string File, QueryTarget? Target, IReadOnlyList<long> RefusedLines);
}
