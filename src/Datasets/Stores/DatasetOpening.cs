using System.Collections.Immutable;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Schemas;
using Plumbline.Datasets.Truths;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Stores;

/// <summary>The steps from a path to a data set: look at the files, plan, read, look again, give types and roles, join truths.</summary>
sealed class DatasetOpening(ReadSession session, string path, Schema? reference, CancellationToken cancellationToken)
{
    readonly ColumnFlags _flags = new(session.Options);
    readonly List<ColumnDefinition> _definitions = [];

    internal Dataset Open()
    {
        IReadOnlyList<RowSource> sources = session.Open(path, cancellationToken);
        IReadOnlyList<SourceColumn> columns = Planning.Columns(sources);
        TruthFile? truths = OpenTruths(columns);
        if (reference is not null) CheckShared(columns);
        else _flags.CheckNames(path, [.. columns.Select(c => c.Name), .. truths?.Columns.Select(c => c.Name) ?? []]);
        IOpenStore store = OpenStores.For(session, path, sources, [.. columns.Select(Plan)], cancellationToken);
        if (store.RowCount == 0) throw Empty(store.Refused);
        var inference = new SchemaInference(_flags, path, session.Warnings);
        foreach (SourceColumn column in columns) _definitions.Add(reference?.Find(column.Name) ?? Infer(store, inference, column));
        inference.Hint();
        var plans = new Dictionary<string, ColumnPlan>(store.Plans, StringComparer.Ordinal);
        IColumnStore all = truths is null ? store
            : Join(truths, new TruthJoin(session, path, truths.Path, truths.Sources, sources), columns, store, plans);
        var schema = new Schema
        {
            Columns = [.. _definitions],
            Segments = Present(session.Options.Segments),
            Protected = Present(session.Options.Protected),
        };
        if (store is MemoryStore) session.CloseDatabase();
        return new Dataset(path, schema, store.Refused, plans, all, session);
    }

    ColumnPlan Plan(SourceColumn column) =>
        reference?.Find(column.Name) is { } known ? Planning.ForCurrent(column, known, _flags) : Planning.ForReference(column, _flags);

    /// <summary>Looks at a column's values; reads it anew when they do not bear out the plan.</summary>
    ColumnDefinition Infer(IOpenStore store, SchemaInference inference, SourceColumn column)
    {
        ColumnPlan plan = store.Plans[column.Name];
        (StoredColumn values, ColumnFacts facts) = LookAt(store, plan);
        if (inference.Replan(plan, facts, column.Sample) is { } better)
        {
            store.Replace(better, cancellationToken);
            (plan, (values, facts)) = (better, LookAt(store, better));
        }
        return inference.Define(plan, values, facts);
    }

    /// <summary>The beginning of a column tells most; that all its values differ only the whole.</summary>
    (StoredColumn Values, ColumnFacts Facts) LookAt(IOpenStore store, ColumnPlan plan)
    {
        StoredColumn values = store.Examine(plan, cancellationToken);
        ColumnFacts facts = ColumnFacts.Of(values);
        if (!facts.AllDistinct || values.Count >= store.RowCount) return (values, facts);
        values = store.Get(plan, cancellationToken);
        return (values, ColumnFacts.Of(values));
    }

    /// <summary>The file of truths, unless the data set has the target itself.</summary>
    TruthFile? OpenTruths(IReadOnlyList<SourceColumn> columns)
    {
        if (session.Options.Truths is not { } file) return null;
        IReadOnlyList<RowSource> sources = session.Open(file, cancellationToken);
        IReadOnlyList<SourceColumn> found = Planning.Columns(sources);
        bool needed = session.Options.Target is { } target ? columns.All(c => c.Name != target)
            : found.Any(f => columns.All(c => c.Name != f.Name));
        if (needed) return new TruthFile(file, sources, found);
        if (reference is not null) session.Warnings.Add(Message.Of("datasets.truths_not_needed", ("file", path), ("truths_file", file)));
        return null;
    }

    /// <summary>Adds the columns that only the truths have.</summary>
    JoinedStore Join(TruthFile file, TruthJoin join, IReadOnlyList<SourceColumn> columns, IColumnStore store,
        Dictionary<string, ColumnPlan> plans)
    {
        string id = join.FindId(columns, file.Columns);
        if (columns.All(c => c.Name != id))
            throw new DatasetException($"'{path}' has no column '{id}', which --id names.{NearestName.Hint(id, columns.Select(c => c.Name))}");
        int[] rows = join.Match(id, cancellationToken);
        long unmatched = rows.LongCount(r => r < 0);
        var joined = new Dictionary<string, StoredColumn>(StringComparer.Ordinal);
        var inference = new SchemaInference(_flags, file.Path, session.Warnings);
        SourceColumn[] added = [.. file.Columns.Where(f => columns.All(c => c.Name != f.Name))];
        foreach (SourceColumn column in added)
        {
            ColumnPlan plan = Plan(column);
            StoredColumn values = join.Load(plan, cancellationToken);
            if (reference?.Find(column.Name) is null && inference.Replan(plan, ColumnFacts.Of(values), column.Sample) is { } better)
                (plan, values) = (better, join.Load(better, cancellationToken));
            plans[column.Name] = plan;
            joined[column.Name] = values.Pick(rows, unmatched);
            _definitions.Add(reference?.Find(column.Name) ?? AsTruth(inference.Define(plan, values, ColumnFacts.Of(values)), added.Length));
        }
        return new JoinedStore(store, joined);
    }

    /// <summary>The only column of a file of truths is the target, even when no flag says so.</summary>
    ColumnDefinition AsTruth(ColumnDefinition column, int count)
    {
        bool isTarget = count == 1 && session.Options.Target is null && _flags.RoleOf(column.Name) is null;
        return isTarget ? column with { Role = ColumnRole.Target, Origin = "the only column of --truths" } : column;
    }

    DatasetException Empty(RefusedRows refused)
    {
        if (refused.First is [var first, ..])
            return new DatasetException($"'{path}' has no row that can be read: {refused.Count} were refused, the first on line {first.Line} ({first.Reason}). "
                + "Check the delimiter and the quotes.");
        return session.Options.Rows is { } rows
            ? new DatasetException($"'{path}' has no row in the range {rows}: name rows that exist, counted from 0.")
            : new DatasetException($"'{path}' holds no row of data.");
    }

    void CheckShared(IReadOnlyList<SourceColumn> columns)
    {
        if (reference is null || columns.Any(c => reference.Find(c.Name) is not null)) return;
        throw new DatasetException($"'{path}' shares no column with the reference: it has {Names(columns.Select(c => c.Name))}; the reference has "
            + $"{Names(reference.Columns.Select(c => c.Name))}. If the first line of one of them is not a header, pass --header no.");
    }

    static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(5).Select(n => $"'{n}'")) + (all.Length > 5 ? $" and {all.Length - 5} more" : "");
    }

    ImmutableArray<string> Present(IReadOnlyList<string> names) => [.. names.Distinct().Where(n => _definitions.Exists(c => c.Name == n))];

    sealed record TruthFile(string Path, IReadOnlyList<RowSource> Sources, IReadOnlyList<SourceColumn> Columns);
}
