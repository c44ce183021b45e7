namespace Plumbline.Datasets.Files;

/// <summary>Keeps the rows of a range while chunk after chunk goes by, over the files of a data set.</summary>
sealed class RowWindow(RowRange? rows)
{
    readonly long _end = rows?.End ?? long.MaxValue;

    /// <summary>Rows that have gone by, wanted or not.</summary>
    internal long Seen { get; private set; }

    /// <summary>True when every wanted row has gone by.</summary>
    internal bool IsDone => Seen >= _end;

    /// <summary>Rows still to go by, wanted or not; null when all are.</summary>
    internal long? Left => rows is null ? null : Math.Max(0, _end - Seen);

    /// <summary>The first wanted row.</summary>
    internal long Start { get; } = rows?.Start ?? 0;

    /// <summary>The wanted rows among the next <paramref name="count"/>.</summary>
    internal Range Take(int count)
    {
        int start = (int)Math.Min(count, Math.Max(0, Start - Seen));
        int end = (int)Math.Min(count, Math.Max(0, _end - Seen));
        Seen += count;
        return start < end ? start..end : 0..0;
    }
}
