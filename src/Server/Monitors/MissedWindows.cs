using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>After a start: cells whose rows came, or were counted anew, after a window that holds them was judged. The process that knew
/// of it is gone.</summary>
static class MissedWindows
{
    /// <summary>Cells of a model that some evaluation has not seen as they are now.</summary>
    public static IReadOnlyList<ChangedCell> Find(int model, IMonitorCatalog catalog, LiveCells cells, CancellationToken cancellationToken)
    {
        var judged = catalog.EvaluatedWindows(model);
        if (judged.Count == 0) return [];
        var query = new CellQuery { Model = model, From = judged.Min(j => j.Window.Start), To = judged.Max(j => j.Window.End),
            Columns = CellQuery.NoColumns };
        // Sealed cells say nothing new: their rows are gone with their truths, and they may be longer than the windows they were judged in.
        var seqs = cells.Read(query, cancellationToken).Cells.Where(c => !c.IsSealed).GroupBy(c => c.Key.Start)
            .Select(g => (Start: g.Key, Seq: g.Max(c => c.Seq))).OrderBy(c => c.Start).ToArray();
        var starts = Array.ConvertAll(seqs, c => c.Start);
        var missed = new HashSet<DateTimeOffset>();
        foreach (var (_, window, seq) in judged)
            for (int i = IndexOf(starts, window.Start); i < seqs.Length && starts[i] < window.End; i++)
                // What was counted anew has the number of the last row before it, which may be the one the evaluation had seen.
                if (seqs[i].Seq >= seq) missed.Add(starts[i]);
        return [.. missed.Order().Select(s => new ChangedCell(model, s))];
    }

    static int IndexOf(DateTimeOffset[] starts, DateTimeOffset moment)
    {
        int at = Array.BinarySearch(starts, moment);
        return at < 0 ? ~at : at;
    }
}
