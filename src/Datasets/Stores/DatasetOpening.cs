using System.Collections.Immutable;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Schemas;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Stores;

/// <summary>The steps from a path to a data set: look at the files, plan, read, look again, give types and roles, join truths.</summary>
sealed class DatasetOpening(ReadSession session, string path, Schema? reference, CancellationToken cancellationToken)
{
    readonly ColumnFlags _flags = new(session.Options);

    internal Dataset Open()
    {
        IReadOnlyList<RowSource> sources = session.Open(path, cancellationToken);
        IReadOnlyList<SourceColumn> columns = Planning.Columns(sources);
        if (reference is not null) CheckShared(columns);
        else _flags.CheckNames(path, [.. columns.Select(c => c.Name)]);
        ColumnPlan[] plans = [.. columns.Select(Plan)];
        IOpenStore store = OpenStores.For(session, path, sources, plans, cancellationToken);
        if (store.RowCount == 0) throw Empty(store.Refused);
        var definitions = new List<ColumnDefinition>();
        var inference = new SchemaInference(_flags, path, session.Warnings);
        foreach (SourceColumn column in columns)
            definitions.Add(reference?.Find(column.Name) ?? Infer(store, inference, column));
        inference.Hint();
        var schema = new Schema
        {
            Columns = [.. definitions],
            Segments = Present(session.Options.Segments, definitions),
            Protected = Present(session.Options.Protected, definitions),
        };
        return new Dataset(path, schema, store.Refused, store.Plans, store, session);
    }

    ColumnPlan Plan(SourceColumn column) =>
        reference?.Find(column.Name) is { } known ? Planning.ForCurrent(column, known, _flags) : Planning.ForReference(column, _flags);

    /// <summary>Looks at a column's values; reads it anew when they do not bear out the plan.</summary>
    ColumnDefinition Infer(IOpenStore store, SchemaInference inference, SourceColumn column)
    {
        ColumnPlan plan = store.Plans[column.Name];
        StoredColumn values = store.Examine(plan, cancellationToken);
        ColumnFacts facts = ColumnFacts.Of(values);
        if (inference.Replan(plan, facts, column.Sample) is { } better)
        {
            store.Replace(better, cancellationToken);
            values = store.Examine(better, cancellationToken);
            (plan, facts) = (better, ColumnFacts.Of(values));
        }
        if (facts.AllDistinct && values.Count < store.RowCount)
        {
            values = store.Get(plan, cancellationToken);
            facts = ColumnFacts.Of(values);
        }
        return inference.Define(plan, values, facts);
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

    static ImmutableArray<string> Present(IReadOnlyList<string> names, List<ColumnDefinition> columns) =>
        [.. names.Distinct().Where(n => columns.Exists(c => c.Name == n))];
}
