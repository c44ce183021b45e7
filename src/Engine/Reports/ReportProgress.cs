namespace Plumbline.Engine.Reports;

/// <summary>How far a report is.</summary>
/// <param name="Stage">columns, integrity, multivariate, quality, segments or fairness.</param>
/// <param name="Done">Steps done, 0 to <paramref name="Total"/>.</param>
/// <param name="Total">Steps of the stage.</param>
public sealed record ReportProgress(string Stage, int Done, int Total);
