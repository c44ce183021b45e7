namespace Plumbline.Demo.Loading;

/// <summary>How far the history is loaded.</summary>
/// <param name="Days">Days of all models that are on the server's disk.</param>
/// <param name="OfDays">All of them.</param>
/// <param name="Lines">Events, truths and metric points sent so far.</param>
public readonly record struct DemoProgress(int Days, int OfDays, long Lines);
