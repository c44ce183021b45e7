using Plumbline.Engine.Baselines;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Monitors;

/// <summary>Rows that are judged by themselves: all of a window, or those of one segment value.</summary>
sealed record Population
{
    /// <summary>Such as <c>region = north</c>; null for all rows.</summary>
    public string? Name { get; init; }

    /// <summary>The segment value; null for all rows.</summary>
    public string? Value { get; init; }

    public DatasetProfile? Profile { get; init; }

    public Baseline? Baseline { get; init; }

    public EarlierRows EarlierRows { get; init; } = EarlierRows.None;

    public DateTimeOffset? LastEvent { get; init; }

    public long Rows => Profile?.Rows ?? 0;

    /// <summary>How a part about these rows is called: the column, or the column and the segment value.</summary>
    public string SubjectOf(string name) => Name is null ? name : $"{name} ({Name})";

    /// <summary>How a part is called that is not about a column.</summary>
    public string Whole(string measure) => Name ?? measure;

    /// <summary>True when a part of this subject speaks of the same rows.</summary>
    public static bool Covers(string whole, string subject) => subject == whole || subject.EndsWith($" ({whole})",
        StringComparison.Ordinal);

    public static Population All(WindowEvidence evidence) => new()
    {
        Profile = evidence.Profile,
        Baseline = evidence.Baseline,
        EarlierRows = evidence.EarlierRows,
        LastEvent = evidence.LastEvent,
    };

    public static IReadOnlyList<Population> Of(WindowEvidence evidence, string segment) =>
    [
        .. evidence.Segments.Where(s => s.Key.Key == segment).OrderBy(s => s.Key.Value, StringComparer.Ordinal).Select(s => new Population
        {
            Name = $"{segment} = {s.Key.Value}",
            Value = s.Key.Value,
            Profile = s.Value.Profile,
            Baseline = s.Value.Baseline,
            EarlierRows = s.Value.EarlierRows,
            LastEvent = s.Value.LastEvent,
        }),
    ];
}

/// <summary>A population beside its baseline.</summary>
/// <param name="Population">The rows.</param>
/// <param name="Work">Their columns before they are judged.</param>
/// <param name="Report">With the columns of all populations judged together.</param>
sealed record Comparison(Population Population, ReportWork Work, Report Report);
