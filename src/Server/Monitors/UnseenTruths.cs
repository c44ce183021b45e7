using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Cells that changed while a monitor was paused: when it goes on, its windows from the first of them on are judged
/// again.</summary>
/// <remarks>Rows that came are found by what evaluations had counted (<see cref="MissedWindows"/>); truths come later than the rows of
/// their cell, so
/// that nothing but a note tells of them. It is kept before they count as looked at, and outlives the process.</remarks>
sealed class UnseenTruths(IMonitorCatalog catalog, LiveCells cells)
{
    readonly Dictionary<long, DateTimeOffset> _noted = [];

    /// <summary>What changed is not looked at by monitors that are not active.</summary>
    public void Note(IReadOnlyList<MonitorDefinition> monitors, IReadOnlyList<DateTimeOffset> changed)
    {
        if (changed.Count == 0) return;
        var first = changed[0];
        bool IsKnown(long monitor) => _noted.TryGetValue(monitor, out var since) && since <= first;
        var news = monitors.Where(m => m.State != MonitorState.Active && LooksAtTruths(m)).Select(m => m.Number).Where(m => !IsKnown(m))
            .ToList();
        if (news.Count == 0) return;
        catalog.NoteUnseenTruths(news, first);
        foreach (long monitor in news) _noted[monitor] = first;
    }

    /// <summary>The cells that monitors which go on now have not seen as they are.</summary>
    public IReadOnlyList<ChangedCell> Of(int model, IReadOnlyList<MonitorDefinition> active, CancellationToken cancellationToken)
    {
        var unseen = catalog.UnseenTruths(model);
        var own = active.Where(m => unseen.ContainsKey(m.Number)).ToList();
        foreach (var monitor in own) _noted[monitor.Number] = unseen[monitor.Number];
        if (own.Count == 0 || cells.LastEvent(model) is not { } last) return [];
        var since = own.Min(m => unseen[m.Number]);
        // A day may be one cell by now.
        var query = new CellQuery { Model = model, From = CellKey.DayOf(since), To = last.AddMicroseconds(1),
            Columns = CellQuery.NoColumns };
        return [.. cells.Read(query, cancellationToken).Cells.Where(c => !c.IsSealed).SelectMany(c => Quarters(c.Key))
            .Where(s => s >= since)
            .Distinct().Order().Select(s => new ChangedCell(model, s))];
    }

    /// <summary>These monitors have judged all there is.</summary>
    public void Done(IReadOnlyList<MonitorDefinition> judged)
    {
        foreach (var monitor in judged)
            if (_noted.Remove(monitor.Number)) catalog.ForgetUnseenTruths(monitor.Number);
    }

    static IEnumerable<DateTimeOffset> Quarters(CellKey cell)
    {
        for (var start = cell.Start; start < cell.End; start += CellKey.Smallest) yield return start;
    }

    static bool LooksAtTruths(MonitorDefinition monitor) => monitor.Kind switch
    {
        MonitorKind.Drift or MonitorKind.Integrity or MonitorKind.Quality or MonitorKind.Fairness => true,
        MonitorKind.Operations or MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence => false,
    };
}
