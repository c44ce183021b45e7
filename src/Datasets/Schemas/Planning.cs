using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Schemas;

/// <summary>Decides how to read each column: by flag, by the reference's schema, or by what the first rows look like.</summary>
static class Planning
{
    /// <summary>The columns of all files, those of the first file first.</summary>
    internal static IReadOnlyList<SourceColumn> Columns(IReadOnlyList<RowSource> sources) =>
        [.. sources.SelectMany(s => s.Columns).GroupBy(c => c.Name, StringComparer.Ordinal).Select(Merge)];

    /// <summary>Plans for a set whose meaning is not known yet.</summary>
    internal static ColumnPlan ForReference(SourceColumn column, ColumnFlags flags)
    {
        Storage storage = flags.IsCategorical(column.Name) ? Storage.Text
            : flags.IsNumeric(column.Name) ? Storage.Number
            : flags.RoleOf(column.Name) switch
            {
                ColumnRole.Timestamp => Storage.Time,
                ColumnRole.Id => Storage.Text,
                ColumnRole.Score => Storage.Number,
                // Whether such a column identifies rows is seen in its digits; as doubles they would collapse.
                _ => column.Sample.HasHugeIntegers ? Storage.Text : column.Sample.Storage,
            };
        return Complete(new ColumnPlan(column.Name, storage), column, flags);
    }

    /// <summary>Plans for a set that is read as the reference was.</summary>
    internal static ColumnPlan ForCurrent(SourceColumn column, ColumnDefinition definition, ColumnFlags flags) =>
        Complete(new ColumnPlan(column.Name, StorageOf(definition.Type)), column, flags) with
        {
            AcceptsBooleans = definition.Role is ColumnRole.Target or ColumnRole.Prediction,
            AcceptsEpochs = definition.Role == ColumnRole.Timestamp,
            IsBoolean = definition.Type == ColumnType.Boolean,
        };

    static ColumnPlan Complete(ColumnPlan plan, SourceColumn column, ColumnFlags flags) => plan with
    {
        IsOptimistic = column.IsText && plan.Storage == Storage.Number && column.Sample is { Storage: Storage.Number, IsClean: true },
        HasDecimalComma = column.Sample.HasDecimalComma,
        DateOrder = column.Sample.Order,
        AcceptsBooleans = flags.RoleOf(column.Name) is ColumnRole.Target or ColumnRole.Prediction,
        AcceptsEpochs = flags.RoleOf(column.Name) == ColumnRole.Timestamp,
    };

    static Storage StorageOf(ColumnType type) => type switch
    {
        ColumnType.Numeric => Storage.Number,
        ColumnType.Categorical or ColumnType.Boolean or ColumnType.Text => Storage.Text,
        ColumnType.Timestamp => Storage.Time,
        ColumnType.Vector => Storage.Vector,
    };

    /// <summary>A column of several files is read fast only where all of them are clean, and as text where they disagree.</summary>
    static SourceColumn Merge(IGrouping<string, SourceColumn> columns)
    {
        SourceColumn first = columns.First();
        bool agree = columns.All(c => c.Sample.Storage == first.Sample.Storage);
        SampleType sample = first.Sample with
        {
            Storage = agree ? first.Sample.Storage : Storage.Text,
            IsClean = columns.All(c => c.Sample.IsClean),
            HasDecimalComma = columns.Any(c => c.Sample.HasDecimalComma),
            HasHugeIntegers = columns.Any(c => c.Sample.HasHugeIntegers),
        };
        return first with { Sample = sample, IsText = columns.All(c => c.IsText) };
    }
}
