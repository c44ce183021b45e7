namespace Plumbline.Engine.Monitors;

/// <summary>Rows of the windows that tell how many are usual.</summary>
/// <param name="Counts">Oldest first, from the first window that had any.</param>
public sealed record EarlierRows(IReadOnlyList<long> Counts)
{
    public static EarlierRows None { get; } = new([]);

    /// <summary>Rows of the same hours in the weeks before, oldest first, where they are too few to tell a season from and
    /// <see cref="Counts"/> are those of the windows right before; else null.</summary>
    public IReadOnlyList<long>? YoungSeason { get; init; }
}
