using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>What a side of a comparison is made of: rows while they are there, else the profiles of its cells.</summary>
sealed class SideRows(IEventStore events, LiveCells cells)
{
    /// <summary>Rows of a side that are read before a sample has to do.</summary>
    public const int MostRows = 200_000;

    /// <summary>Values of a side that are read, rows times columns: what keeps a comparison to a second or two.</summary>
    public const long MostValues = 8_000_000;

    /// <summary>How a side of rows will be read.</summary>
    public ComparedSide Look(ModelDefinition model, CompareSide side, int columns, CancellationToken cancellationToken)
    {
        if (AreGone(model, side)) return new ComparedSide(side, CellsOf(model, side, columns: CellQuery.NoColumns, cancellationToken)
            .Sum(c => c.Profile.Rows), SideSource.Profiles, 1);
        using var rows = events.Open(model, QueryOf(side), cancellationToken);
        long most = Math.Min(MostRows, Math.Max(1_000, MostValues / Math.Max(1, columns)));
        return new ComparedSide(side, rows.RowCount, SideSource.Rows, (int)Math.Max(1, (rows.RowCount + most - 1) / most));
    }

    public IDataset Open(ModelDefinition model, ComparedSide side, IReadOnlyList<string> columns, string name,
        CancellationToken cancellationToken) =>
        new NamedRows(events.Open(model, QueryOf(side.Side) with { Columns = columns, OneIn = side.OneIn }, cancellationToken), name);

    /// <summary>The side as profiles say it was; null when no event fell into it.</summary>
    public Baseline? OfCells(ModelDefinition model, CompareSide side, IReadOnlyList<string> columns, string name,
        CancellationToken cancellationToken) =>
        BaselineBuilder.FromCells(model.Number, name, name, CellsOf(model, side, columns, cancellationToken), null,
            DateTimeOffset.UnixEpoch);

    /// <summary>True where profiles can say what is asked: one segment at a time, which the model declares.</summary>
    public static bool HasProfiles(ModelDefinition model, CompareSide side)
    {
        var segments = model.Schema.Columns.Segments;
        return (side.Segment, side.Environment) switch
        {
            (null, null) => true,
            ({ } segment, null) => segments.Contains(segment.Key),
            (null, not null) => segments.Contains(LiveColumns.Environment),
            _ => false,
        };
    }

    // A sealed day has lost rows; what is left of them would pass for all.
    bool AreGone(ModelDefinition model, CompareSide side) => HasProfiles(model, side)
        && cells.Sealed.Of(model.Number).Times.Any(t => !(t.From >= side.To) && !(side.From >= t.To));

    List<CellProfile> CellsOf(ModelDefinition model, CompareSide side, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        var segment = side.Segment ?? (side.Environment is { } environment ? new(LiveColumns.Environment, environment) : null);
        var query = new CellQuery
        {
            Model = model.Number,
            From = side.From is { } from ? CellKey.StartOf(from) : DateTimeOffset.UnixEpoch.AddYears(-100),
            To = side.To ?? DateTimeOffset.UnixEpoch.AddYears(300),
            Version = side.Version,
            Segment = side.IsRest ? null : segment,
            AllSegments = side.IsRest,
            Columns = columns,
        };
        return [.. cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0
            && (!side.IsRest || (c.Key.Segment is { } own && own.Key == segment!.Value.Key && own.Value != segment.Value.Value)))];
    }

    static EventQuery QueryOf(CompareSide side) => new()
    {
        From = side.From,
        To = side.To,
        Version = side.Version,
        Environment = side.Environment,
        Where = side is { Segment: { } segment, IsRest: false } ? [new(segment.Key, segment.Value)] : [],
        Except = side is { Segment: { } rest, IsRest: true } ? [rest] : [],
    };
}
