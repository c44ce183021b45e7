using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;

namespace Plumbline.Views.Words;

/// <summary>What a monitor found, with what is needed to say it: which column, of which rows, what is usual.</summary>
public sealed class PartFinding : IEquatable<PartFinding>
{
    /// <summary>What was found of one subject.</summary>
    /// <param name="part">What was found; it has a reason.</param>
    /// <param name="segment">Segment whose values the monitor judges one by one; null: all rows together.</param>
    /// <param name="usual">The value in the model's baseline, where the monitor compares with nothing; null: not known.</param>
    public PartFinding(EvaluationPart part, string? segment, double? usual)
    {
        ArgumentNullException.ThrowIfNull(part);
        (Part, Usual) = (part, usual);
        int at = segment is null ? -1 : part.Subject.LastIndexOf($" ({segment} = ", StringComparison.Ordinal);
        bool isWhole = part.Subject == part.Measure
            || (segment is not null && part.Subject.StartsWith(segment + " = ", StringComparison.Ordinal));
        Rows = isWhole && segment is not null && part.Subject != part.Measure ? part.Subject
            : at > 0 && part.Subject[^1] == ')' ? part.Subject[(at + 2)..^1] : null;
        Column = isWhole ? null : Rows is null ? part.Subject : part.Subject[..at];
    }

    public EvaluationPart Part { get; }

    public double? Usual { get; }

    /// <summary>The column it is about; null: about no column.</summary>
    public string? Column { get; }

    /// <summary>Such as <c>region = south</c>; null: all rows.</summary>
    public string? Rows { get; }

    public Message Reason => Part.Reasons[0];

    /// <summary>What a value would be in the rows of a baseline; null where a profile does not tell.</summary>
    public static double? UsualOf(EvaluationPart part, string? segment, Func<DatasetProfile?> baseline)
    {
        if (part.Measure is not ("missing_share" or "mean")) return null;
        var column = new PartFinding(part, segment, null).Column is { } name ? baseline()?.Find(name) : null;
        return (part.Measure, column) switch
        {
            ("missing_share", { Rows: > 0 } c) => c.Absent / (double)c.Rows,
            ("mean", { Content: ColumnContent.Numbers { Moments.Count: > 0 } numbers }) => numbers.Moments.Mean,
            _ => null,
        };
    }

    public bool Equals(PartFinding? other) =>
        other is not null && (Part.Subject, Part.Measure, Part.Value, Part.Status, Part.N, Usual, Rows)
        .Equals((other.Part.Subject, other.Part.Measure, other.Part.Value, other.Part.Status, other.Part.N, other.Usual, other.Rows))
        && Reason == other.Reason;

    public override bool Equals(object? obj) => Equals(obj as PartFinding);

    public override int GetHashCode() => HashCode.Combine(Part.Subject, Part.Measure, Part.Value);
}
