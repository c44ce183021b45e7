using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>Rows under the name they have in a report.</summary>
sealed class NamedRows(IDataset rows, string name) : IDataset
{
    public string Path => name;

    public int RowCount => rows.RowCount;

    public Schema Schema => rows.Schema;

    public RefusedRows Refused => rows.Refused;

    public IReadOnlyList<Message> Warnings => rows.Warnings;

    public ColumnSlice Read(string column, CancellationToken cancellationToken) => rows.Read(column, cancellationToken);

    public void Dispose() => rows.Dispose();
}
