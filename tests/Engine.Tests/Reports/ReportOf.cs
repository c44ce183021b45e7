using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Reports;

/// <summary>Reports of data sets in memory, of columns only unless options say otherwise.</summary>
static class ReportOf
{
    public static ReportOptions ColumnsOnly { get; } = new() { Multivariate = false };

    public static Report Rows(IDataset reference, IDataset current, ReportOptions? options = null) =>
        ReportBuilder.Build(new ReportSource.Rows(reference), new ReportSource.Rows(current), options ?? ColumnsOnly, null,
            CancellationToken.None);

    /// <summary>The one column of two sets that have only it.</summary>
    public static ColumnReport Column(object reference, object current, ReportOptions? options = null) =>
        Rows(Some.Dataset(("x", reference)), Some.Dataset(("x", current)), options).Columns.Single();

    public static string Reason(ColumnReport column, int index = 0) =>
        (column.Drift ?? throw new InvalidOperationException($"{column.Name} is not judged.")).Reasons[index].ToString();
}
