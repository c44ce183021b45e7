using Plumbline.Engine.Messages;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>What was measured of one part, before a threshold is asked.</summary>
sealed record Observation
{
    /// <summary>Rows below which a number that rests on rows is not judged.</summary>
    public const long LeastRows = 30;

    public required string Subject { get; init; }

    public required string Measure { get; init; }

    public double Value { get; init; } = double.NaN;

    public double? Low { get; init; }

    public double? High { get; init; }

    public long N { get; init; }

    /// <summary>Rows that N must reach; 0 where counts are what they are.</summary>
    public long Needed { get; init; }

    /// <summary>Rows from which on a bound inside the interval is told as well; below, nothing is known. 0 where that is no
    /// question.</summary>
    public long NeededInside { get; init; }

    public double Expected { get; init; } = double.NaN;

    public double? ExpectedLow { get; init; }

    public double? ExpectedHigh { get; init; }

    public long? ExpectedN { get; init; }

    /// <summary>Interval of value less expected, where both sides' uncertainty is known; null else.</summary>
    public (double Low, double High)? Change { get; init; }

    public BetterSide Better { get; init; }

    /// <summary>Why nothing can be said, when something else than the number of rows is to blame.</summary>
    public Message? Obstacle { get; init; }

    /// <summary>The part as it was measured.</summary>
    public EvaluationPart Part(EvaluationStatus status, params IEnumerable<Message> reasons) => new()
    {
        Subject = Subject,
        Measure = Measure,
        Status = status,
        Value = Value,
        Low = Low,
        High = High,
        N = N,
        Expected = double.IsNaN(Expected) ? null : Expected,
        ExpectedLow = ExpectedLow,
        ExpectedHigh = ExpectedHigh,
        ExpectedN = ExpectedN,
        Reasons = [.. reasons],
    };

    public static Observation Of(string subject, string measure, Measured measured, BetterSide better) => new()
    {
        Subject = subject,
        Measure = measure,
        Value = measured.Current,
        Low = measured.Low,
        High = measured.High,
        N = measured.N ?? 0,
        Needed = measured.NeedsRows ? LeastRows : 0,
        NeededInside = measured.IsShareOfRows ? LeastRows : 0,
        Change = measured.Difference,
        Expected = measured.Reference,
        ExpectedLow = measured.ReferenceValue?.Low,
        ExpectedHigh = measured.ReferenceValue?.High,
        ExpectedN = measured.ReferenceValue?.N,
        Better = better,
        Obstacle = measured.IsInsufficient ? Message.Of("monitor.undefined") : measured.Reason,
    };
}
