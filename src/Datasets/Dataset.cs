using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Stores;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets;

/// <summary>A data set read from files.</summary>
sealed class Dataset(string path, Schema schema, RefusedRows refused, IReadOnlyDictionary<string, ColumnPlan> plans, IColumnStore store,
    ReadSession session)
    : IDataset
{
    public string Path { get; } = path;

    public int RowCount => store.RowCount;

    public Schema Schema { get; } = schema;

    public RefusedRows Refused { get; } = refused;

    public IReadOnlyList<Message> Warnings { get; } = [.. session.Warnings.Distinct()];

    public ColumnSlice Read(string column, CancellationToken cancellationToken)
    {
        ColumnDefinition definition = Schema.Find(column) ?? throw new KeyNotFoundException($"'{Path}' has no column '{column}'.");
        return store.Get(plans[column], cancellationToken).ToSlice(definition);
    }

    public void Dispose() => session.Dispose();
}
