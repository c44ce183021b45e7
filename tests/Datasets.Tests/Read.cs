using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Tests;

/// <summary>Short forms for opening files and looking at columns.</summary>
static class Read
{
    internal static IDataset Reference(string path, DatasetOptions? options = null) =>
        DatasetReader.OpenReference(path, options ?? new DatasetOptions(), null, TestContext.Current.CancellationToken);

    internal static IDataset Current(string path, IDataset reference, DatasetOptions? options = null) =>
        DatasetReader.OpenCurrent(path, options ?? new DatasetOptions(), reference.Schema, null, TestContext.Current.CancellationToken);

    internal static double[] Numbers(this IDataset data, string column) =>
        ((NumericSlice)data.Read(column, TestContext.Current.CancellationToken)).Values.ToArray();

    internal static string[] Texts(this IDataset data, string column)
    {
        var slice = (CategoricalSlice)data.Read(column, TestContext.Current.CancellationToken);
        return [.. slice.Codes.ToArray().Select(c => c < 0 ? "(missing)" : slice.Categories[c])];
    }

    internal static DateTimeOffset?[] Times(this IDataset data, string column)
    {
        var slice = (TimestampSlice)data.Read(column, TestContext.Current.CancellationToken);
        return [.. slice.Microseconds.ToArray().Select(m => m == TimestampSlice.MissingTime ? null
            : (DateTimeOffset?)DateTimeOffset.UnixEpoch.AddMicroseconds(m))];
    }

    internal static ColumnSlice Slice(this IDataset data, string column) => data.Read(column, TestContext.Current.CancellationToken);

    internal static ColumnDefinition Column(this IDataset data, string column) => data.Schema.Find(column)!;

    internal static string[] WarningKeys(this IDataset data) => [.. data.Warnings.Select(w => w.Key)];
}
