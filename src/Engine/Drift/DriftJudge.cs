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
    /// <summary>False discovery rate over the judged columns, unless another is asked for.</summary>
    public const double Level = .05;

    /// <summary>Smallest effect that is ever called drift.</summary>
    public const double Floor = .07;

    /// <summary>Multiple of the floor that the threshold never passes, and that a comparison must be able to find.</summary>
    public const double FloorMultiple = 3;

    /// <summary>The threshold of a column whose reference varies by itself so much.</summary>
    public static double Threshold(double ownVariation) => Math.Max(Floor, Math.Min(ownVariation, FloorMultiple * Floor));

    /// <summary>The verdict of every column.</summary>
    /// <param name="columns">Evidence of the judged columns, with what their reasons are told from.</param>
    /// <param name="level">False discovery rate, in (0, 1).</param>
    /// <returns>One report per column, in the same order.</returns>
    public static IReadOnlyList<DriftReport> Judge(IReadOnlyList<(ColumnEvidence Evidence, ColumnFacts Facts)> columns,
        double level = Level)
    {
        double[] p = [.. columns.Select(c => c.Evidence is ColumnEvidence.Tested t ? t.PValue : double.NaN)];
        double[] q = BenjaminiHochberg.Adjust(p);
        var power = new PowerLine(p.Count(value => !double.IsNaN(value)), level);
        return [.. columns.Select((c, i) => Judge(c.Evidence, c.Facts, new Line(q[i], level, power)))];
    }

    static DriftReport Judge(ColumnEvidence evidence, ColumnFacts facts, Line line) => evidence switch
    {
        ColumnEvidence.NotComparable none => new DriftReport { Verdict = Verdict.NotComparable, Reasons = [none.Reason] },
        ColumnEvidence.Lost lost => new DriftReport { Verdict = Verdict.Drift, Reasons = [lost.Reason] },
        ColumnEvidence.TooFew few => new DriftReport { Verdict = Verdict.InsufficientData, Reasons = DriftReasons.OfTooFew(few) },
        ColumnEvidence.Tested tested => Judge(tested, facts, line),
        _ => throw new UnreachableException(),
    };

    static DriftReport Judge(ColumnEvidence.Tested tested, ColumnFacts facts, Line line)
    {
        double threshold = Threshold(tested.OwnVariation);
        double smallest = DetectableEffect.Smallest(tested.ReferencePresent, tested.CurrentPresent,
            line.Power.Noncentrality(tested.Effect.Cells, tested.TestCount));
        bool detected = line.Q <= line.Level;
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
            QValue = line.Q,
            Effect = new EffectReport("jensen_shannon", tested.Effect.Value, tested.Effect.Low, tested.Effect.High, threshold),
            SmallestDetectable = smallest,
            Reasons = DriftReasons.Of(tested, facts, finding),
        };
    }

    /// <summary>The line a column's p-value had to pass.</summary>
    readonly record struct Line(double Q, double Level, PowerLine Power);

    /// <summary>What must be there to be found, the same for columns with as many cells and tests.</summary>
    sealed class PowerLine(int judged, double level)
    {
        readonly Dictionary<(int Cells, int Tests), double> _known = [];

        public double Noncentrality(int cells, int tests)
        {
            if (_known.TryGetValue((cells, tests), out double known)) return known;
            return _known[(cells, tests)] = DetectableEffect.Noncentrality(cells, judged, level, tests: tests);
        }
    }
}

/// <summary>What was decided about a tested column.</summary>
readonly record struct DriftFinding(Verdict Verdict, bool Detected, double Threshold, double SmallestDetectable);
