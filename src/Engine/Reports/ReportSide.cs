using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>One side of a report: rows or a profile, behind one face.</summary>
sealed record ReportSide
{
    public required string Path { get; init; }

    public required long Rows { get; init; }

    public required Schema Schema { get; init; }

    /// <summary>Null when this side is a profile.</summary>
    public IDataset? Dataset { get; init; }

    /// <summary>Null when this side is rows.</summary>
    public DatasetProfile? Profile { get; init; }

    public RefusedRows Refused => Dataset?.Refused ?? (Profile is null ? RefusedRows.None : new RefusedRows(Profile.Refused, []));

    public IReadOnlyList<Message> Warnings => Dataset?.Warnings ?? [];

    public static ReportSide Of(ReportSource source) => source switch
    {
        ReportSource.Rows rows => new ReportSide
        {
            Path = rows.Path,
            Rows = rows.Dataset.RowCount,
            Schema = rows.Dataset.Schema,
            Dataset = rows.Dataset,
        },
        ReportSource.Stored stored => new ReportSide
        {
            Path = stored.Path,
            Rows = stored.Profile.Rows,
            Schema = stored.Profile.Schema,
            Profile = stored.Profile,
        },
        _ => throw new UnreachableException(),
    };
}
