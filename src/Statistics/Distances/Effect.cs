namespace Plumbline.Statistics.Distances;

/// <summary>A bias-corrected effect on the scale of the Jensen-Shannon distance, with its 95 % interval.</summary>
/// <param name="Value">The effect, in [0, 1]; NaN when a side has no row.</param>
/// <param name="Low">Lower end of the interval, in [0, 1]; NaN with fewer than two cells.</param>
/// <param name="High">Upper end of the interval, in [0, 1]; NaN with fewer than two cells.</param>
/// <param name="Cells">The cells not empty in both.</param>
/// <param name="Scale">s: the expected divergence (bits) that each degree of freedom adds by chance alone.</param>
public readonly record struct Effect(double Value, double Low, double High, int Cells, double Scale);
