using System.Diagnostics;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Multiplicity;

namespace Plumbline.Engine.Drift;

/// <summary>Judges the columns of one comparison together: cases 4 and 5 of the verdict.</summary>
/// <remarks>Source: the verdict of this product's methods; docs/methods. Detection holds the false discovery rate over the columns; drift
/// is said only of what is detected and also large enough to matter.</remarks>
static class DriftJudge
{
    /// <summary>False discovery rate over the judged columns.</summary>
    public const double Level = .05;

    /// <summary>Smallest effect that is ever called drift.</summary>
    public const double Floor = .07;

    /// <summary>Multiple of the floor that the threshold never passes, and that a comparison must be able to find.</summary>
    public const double FloorMultiple = 3;

    /// <summary>The threshold of a column whose reference varies by itself so much.</summary>
    public static double Threshold(double ownVariation) => Math.Max(Floor, Math.Min(ownVariation, FloorMultiple * Floor));

    /// <summary>The verdict of every column.</summary>
    /// <param name="columns">Evidence of the judged columns, with what their reasons are told from.</param>
    /// <returns>One report per column, in the same order.</returns>
    public static IReadOnlyList<DriftReport> Judge(IReadOnlyList<(ColumnEvidence Evidence, ColumnFacts Facts)> columns)
    {
        double[] p = [.. columns.Select(c => c.Evidence is ColumnEvidence.Tested t ? t.PValue : double.NaN)];
        double[] q = BenjaminiHochberg.Adjust(p);
        int judged = p.Count(value => !double.IsNaN(value));
        return [.. columns.Select((c, i) => Judge(c.Evidence, c.Facts, q[i], judged))];
    }

    static DriftReport Judge(ColumnEvidence evidence, ColumnFacts facts, double q, int judged) => evidence switch
    {
        ColumnEvidence.NotComparable none => new DriftReport { Verdict = Verdict.NotComparable, Reasons = [none.Reason] },
        ColumnEvidence.Lost lost => new DriftReport { Verdict = Verdict.Drift, Reasons = [lost.Reason] },
        ColumnEvidence.TooFew few => new DriftReport { Verdict = Verdict.InsufficientData, Reasons = DriftReasons.OfTooFew(few) },
        ColumnEvidence.Tested tested => Judge(tested, facts, q, judged),
        _ => throw new UnreachableException(),
    };

    static DriftReport Judge(ColumnEvidence.Tested tested, ColumnFacts facts, double q, int judged)
    {
        double threshold = Threshold(tested.OwnVariation);
        double smallest = DetectableEffect.Smallest(tested.ReferencePresent, tested.CurrentPresent, tested.Effect.Cells, judged,
            tests: tested.TestCount);
        bool detected = q <= Level;
        bool isLarge = tested.Effect.Value > threshold;
        bool absenceMoved = tested.AbsenceIsSmaller && tested.Absence.Matters;
        var verdict =
            detected && (isLarge || absenceMoved) ? Verdict.Drift
            : !detected && smallest > FloorMultiple * Floor ? Verdict.InsufficientData
            : Verdict.Stable;
        var finding = new DriftFinding(verdict, detected, threshold, smallest);
        return new DriftReport
        {
            Verdict = verdict,
            PValue = tested.PValue,
            QValue = q,
            Effect = new EffectReport("jensen_shannon", tested.Effect.Value, tested.Effect.Low, tested.Effect.High, threshold),
            SmallestDetectable = smallest,
            Reasons = DriftReasons.Of(tested, facts, finding),
        };
    }
}

/// <summary>What was decided about a tested column.</summary>
readonly record struct DriftFinding(Verdict Verdict, bool Detected, double Threshold, double SmallestDetectable);
