using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>The quarters of an hour of a stretch counted anew from their rows, before they take the place of what is there.</summary>
public sealed class CellRecount
{
    readonly List<(CellPlace Place, CellGroup Group)> _groups = [];

    CellRecount(int model, CellStretch stretch, long seq) => (Model, Stretch, Seq) = (model, stretch, seq);

    internal int Model { get; }

    internal CellStretch Stretch { get; }

    /// <summary>All rows up to here are in it.</summary>
    internal long Seq { get; }

    internal IReadOnlyList<(CellPlace Place, CellGroup Group)> Groups => _groups;

    /// <summary>Counts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stretch">What is counted.</param>
    /// <param name="binSet">On what.</param>
    /// <param name="known">Keys of the short cells that are there: their values keep a cell even where no row is left.</param>
    /// <param name="rowsOf">The rows of the quarter of an hour that begins at a moment, in the order of their numbers.</param>
    /// <param name="seq">How far the rows go.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static CellRecount Count(ModelDefinition model, CellStretch stretch, BinSet binSet, IEnumerable<CellKey> known,
        Func<DateTimeOffset, IDataset> rowsOf, long seq, CancellationToken cancellationToken)
    {
        var recount = new CellRecount(model.Number, stretch, seq);
        var byStart = known.Distinct().ToLookup(k => k.Start);
        foreach (var start in stretch.Quarters)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var rows = rowsOf(start);
            recount.Add(model, start, binSet, byStart[start], rows, cancellationToken);
        }
        return recount;
    }

    void Add(ModelDefinition model, DateTimeOffset start, BinSet binSet, IEnumerable<CellKey> known, IDataset rows,
        CancellationToken cancellationToken)
    {
        var columns = rows.RowCount == 0 ? [] : rows.Schema.Columns;
        var slices = columns.Where(c => c.Role is not (ColumnRole.Ignore or ColumnRole.Target or ColumnRole.Id))
            .Select(c => rows.Read(c.Name, cancellationToken));
        var events = new EventRows(slices, model.Schema.Columns);
        var byVersion = Enumerable.Range(0, rows.RowCount).ToLookup(events.VersionOf);
        var keys = known.ToLookup(k => k.Version);
        foreach (string? version in keys.Select(k => k.Key).Concat(byVersion.Select(v => v.Key)).ToHashSet())
        {
            var place = new CellPlace(start, version);
            var group = CellGroup.Anew(model.Number, place, binSet, keys[version], Seq);
            int[] own = [.. byVersion[version]];
            if (own.Length > 0) group.Add(events.Slices, events.Segments, own, Seq);
            _groups.Add((place, group));
        }
    }
}

/// <summary>What is counted anew together: a quarter of an hour, or the whole of a longer cell it was merged into.</summary>
/// <param name="From">Start of the first quarter.</param>
/// <param name="To">End of the last one.</param>
/// <param name="Merged">Keys of the longer cells within, which their quarters replace.</param>
public sealed record CellStretch(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<CellKey> Merged)
{
    /// <summary>Starts of the quarters of an hour within, in order.</summary>
    public IEnumerable<DateTimeOffset> Quarters
    {
        get
        {
            for (var at = From; at < To; at += CellKey.Smallest) yield return at;
        }
    }
}
