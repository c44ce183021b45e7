using System.Diagnostics;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Whether a measured value is as expected.</summary>
enum Judgement
{
    Kept,
    Broken,

    /// <summary>The value is not defined, or the report cannot tell.</summary>
    Undefined,

    /// <summary>The reference's value is needed and not defined.</summary>
    NoReference,

    /// <summary>A relative change from zero.</summary>
    FromZero,
}

/// <summary>Judges values. A change for the better is never broken.</summary>
static class Judge
{
    // Limits are written in decimal: .92 - .90 must not exceed .02 by the last bit of a double.
    const double Tolerance = 1e-9;

    public static Judgement Of(Expectation expected, Measured measured, BetterSide better)
    {
        if (expected is Expectation.Named named) return Word(named.Value, measured);
        if (measured.IsInsufficient) return Judgement.Undefined;
        if (expected is Expectation.NoWorse) return NoWorse(measured.Change);
        if (double.IsNaN(measured.Current)) return Judgement.Undefined;
        if (!expected.IsRelative) return Kept(Absolute(expected, measured.Current));
        if (double.IsNaN(measured.Reference)) return Judgement.NoReference;
        return IsBetter(measured.Current, measured.Reference, better) ? Judgement.Kept : Relative(expected, measured);
    }

    static Judgement Word(string expected, Measured measured) =>
        string.Equals(expected, measured.Word, StringComparison.Ordinal) ? Judgement.Kept
        : measured.IsInsufficient || measured.Word is null ? Judgement.Undefined : Judgement.Broken;

    static Judgement NoWorse(QualityVerdict? change) => change switch
    {
        QualityVerdict.Worse => Judgement.Broken,
        QualityVerdict.Better or QualityVerdict.NoChangeSeen => Judgement.Kept,
        QualityVerdict.InsufficientData => Judgement.Undefined,
        null => Judgement.NoReference,
    };

    static bool Absolute(Expectation expected, double value) => expected switch
    {
        Expectation.AtMost e => AtMost(value, e.Limit),
        Expectation.AtLeast e => AtMost(e.Limit, value),
        Expectation.EqualTo e => AtMost(value, e.Value) && AtMost(e.Value, value),
        Expectation.Between e => AtMost(e.Low, value) && AtMost(value, e.High),
        _ => throw new UnreachableException(),
    };

    static Judgement Relative(Expectation expected, Measured measured)
    {
        double change = measured.Current - measured.Reference;
        return expected switch
        {
            Expectation.MaxChange e => Kept(AtMost(Math.Abs(change), e.Limit)),
            Expectation.MaxDrop e => Kept(AtMost(-change, e.Limit)),
            Expectation.MaxRise e => Kept(AtMost(change, e.Limit)),
            Expectation.MaxRelativeChange e => RelativeChange(change, measured, e.Limit),
            Expectation.Ratio e => measured.Reference != 0
                ? Kept(Absolute(new Expectation.Between(e.Low, e.High), measured.Current / measured.Reference))
                : measured.Current == 0 ? Judgement.Kept : Judgement.FromZero,
            _ => throw new UnreachableException(),
        };
    }

    static Judgement RelativeChange(double change, Measured measured, double limit)
    {
        double scale = double.IsNaN(measured.Scale) ? Math.Abs(measured.Reference) : measured.Scale;
        if (change == 0) return Judgement.Kept;
        return scale == 0 ? Judgement.FromZero : Kept(AtMost(Math.Abs(change) / scale, limit));
    }

    static bool IsBetter(double current, double reference, BetterSide better) => better switch
    {
        BetterSide.Neither => false,
        BetterSide.Higher => current >= reference,
        BetterSide.Lower => current <= reference,
        BetterSide.NearZero => Math.Abs(current) <= Math.Abs(reference),
    };

    static bool AtMost(double value, double limit) => value <= limit + (Tolerance * Math.Max(Math.Abs(limit), Math.Abs(value)));

    static Judgement Kept(bool kept) => kept ? Judgement.Kept : Judgement.Broken;
}
