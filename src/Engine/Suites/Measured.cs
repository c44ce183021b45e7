using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Suites;

/// <summary>What a report says about one measure of one thing.</summary>
sealed record Measured
{
    /// <summary>The current value; NaN when undefined or a word.</summary>
    public double Current { get; init; } = double.NaN;

    public double Reference { get; init; } = double.NaN;

    /// <summary>95 % interval of the current value; null where none exists.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>The reference as it was measured, with interval and rows; null where only the value is known.</summary>
    public MeasureValue? ReferenceValue { get; init; }

    /// <summary>The current value of a measure that is a word.</summary>
    public string? Word { get; init; }

    /// <summary>95 % interval of the current value less the reference; null where it is not known.</summary>
    public (double Low, double High)? Difference { get; init; }

    /// <summary>Rows behind the current value; null when not known.</summary>
    public long? N { get; init; }

    /// <summary>True for numbers that mean little on few rows; counts and shares of a file are what they are.</summary>
    public bool NeedsRows { get; init; }

    /// <summary>True for a share of rows with its interval: monitors judge it by that, for a file it is what it is.</summary>
    public bool IsShareOfRows { get; init; }

    /// <summary>What a relative change is relative to; NaN for |reference|.</summary>
    public double Scale { get; init; } = double.NaN;

    /// <summary>The report's own word on the change; null when it has none.</summary>
    public QualityVerdict? Change { get; init; }

    /// <summary>The report itself says that it cannot tell.</summary>
    public bool IsInsufficient { get; init; }

    /// <summary>The current set lacks what is measured: a broken condition, whatever is expected.</summary>
    public bool IsLost { get; init; }

    /// <summary>Why the value is undefined.</summary>
    public Message? Reason { get; init; }

    public static Measured Count(long current, long? reference = null) => new() { Current = current, Reference = reference ?? double.NaN };

    public static Measured Share(double current, double reference = double.NaN, long? n = null) =>
        new() { Current = current, Reference = reference, N = n };

    /// <summary>A share of rows.</summary>
    /// <param name="current">Rows that have the property, and of how many.</param>
    /// <param name="reference">The same of the reference; null where it is not known.</param>
    public static Measured ShareOfRows((long Part, long Of) current, (long Part, long Of)? reference)
    {
        var now = WilsonInterval.Compute(current.Part, current.Of);
        Estimate? before = reference is var (part, of) ? WilsonInterval.Compute(part, of) : null;
        bool areKnown = now.N > 0 && before is { N: > 0 };
        Estimate? difference = areKnown
            ? TwoProportion.NewcombeDifference(reference!.Value.Part, reference.Value.Of, current.Part, current.Of) : null;
        return new Measured
        {
            Current = now.Value,
            Low = now.N > 0 ? now.Low : null,
            High = now.N > 0 ? now.High : null,
            N = now.N,
            IsShareOfRows = true,
            Reference = before?.Value ?? double.NaN,
            ReferenceValue = before is { N: > 0 } b ? new MeasureValue(b.Value) { Low = b.Low, High = b.High, N = b.N } : null,
            Difference = difference is { } d ? (d.Low, d.High) : null,
        };
    }

    public static Measured Of(MeasureValue value, MeasureValue? reference = null) => new()
    {
        Current = value.Value,
        Reference = reference?.Value ?? double.NaN,
        Low = value.Low,
        High = value.High,
        ReferenceValue = reference,
        N = value.N,
        NeedsRows = true,
        Reason = value.Reason,
    };
}

/// <summary>One thing a condition speaks of.</summary>
/// <param name="Name">As shown.</param>
/// <param name="Measure">Its measures by path; null when this thing has no such measure.</param>
sealed record Subject(string Name, Func<string, Measured?> Measure);
