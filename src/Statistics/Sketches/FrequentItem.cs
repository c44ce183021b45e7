namespace Plumbline.Statistics.Sketches;

/// <summary>One item of <see cref="FrequentItems"/> with the bounds of its true count.</summary>
/// <param name="Item">The item's text.</param>
/// <param name="Low">The true count is at least this.</param>
/// <param name="High">The true count is at most this; equal to <paramref name="Low"/> when counts are exact.</param>
public readonly record struct FrequentItem(string Item, long Low, long High);
