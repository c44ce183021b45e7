namespace Plumbline.Storage.Profiles;

/// <summary>What rollups leave of a stretch of time.</summary>
static class Gaps
{
    /// <summary>The stretches that no rollup holds.</summary>
    /// <param name="from">Start of the stretch.</param>
    /// <param name="to">Its end.</param>
    /// <param name="rollups">Disjoint, within the stretch, by start.</param>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Between(DateTimeOffset from, DateTimeOffset to,
        IReadOnlyList<CellRow> rollups)
    {
        var open = from;
        foreach (var rollup in rollups)
        {
            if (open < rollup.Key.Start) yield return (open, rollup.Key.Start);
            open = rollup.Key.End;
        }
        if (open < to) yield return (open, to);
    }
}
