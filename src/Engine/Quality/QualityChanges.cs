using Plumbline.Engine.Reports;
using Plumbline.Statistics.Multiplicity;
using Plumbline.Statistics.Quality;

namespace Plumbline.Engine.Quality;

/// <summary>Judges the change of each measure. The verdicts of the measures shown first hold together at 5 %: Holm's correction over them;
/// the others are corrected among themselves in the same way.</summary>
static class QualityChanges
{
    /// <summary>Fewer rows behind a number on either side: no verdict.</summary>
    internal const long LeastRows = 30;

    internal const double Level = .05;

    /// <summary>A quiet measure in [0, 1] whose smallest detectable change exceeds this has too few rows to be called quiet.</summary>
    internal const double CoarsestDetectable = .2;

    internal static IReadOnlyDictionary<string, QualityChange> Compare(IReadOnlyDictionary<string, MeasureValue> reference,
        IReadOnlyDictionary<string, MeasureValue> current, IReadOnlyList<string> headline, double level = Level)
    {
        var compared = QualityMeasures.All
            .Where(m => m.IsJudged && m.Direction != MeasureDirection.Neutral && reference.ContainsKey(m.Name)
            && current.ContainsKey(m.Name))
            .Select(m => new Compared(m, reference[m.Name], current[m.Name])).ToList();
        var first = compared.Where(c => headline.Contains(c.Measure.Name)).ToList();
        var others = compared.Where(c => !headline.Contains(c.Measure.Name)).ToList();
        var verdicts = Family(first, level).Concat(Family(others, level)).ToDictionary();
        return compared.ToDictionary(c => c.Measure.Name, c => verdicts[c.Measure.Name]);
    }

    /// <summary>The change of one measure judged alone.</summary>
    internal static QualityChange One(QualityMeasure measure, MeasureValue reference, MeasureValue current, double level = Level)
    {
        var compared = new Compared(measure, reference, current);
        return compared.Judge(compared.Change.PValue, level, level);
    }

    static IEnumerable<KeyValuePair<string, QualityChange>> Family(List<Compared> family, double level)
    {
        double[] adjusted = Holm.Adjust([.. family.Select(c => c.IsJudged ? c.Change.PValue : double.NaN)]);
        int judged = Math.Max(1, family.Count(c => c.IsJudged));
        for (int i = 0; i < family.Count; i++)
            yield return KeyValuePair.Create(family[i].Measure.Name, family[i].Judge(adjusted[i], level, level / judged));
    }

    /// <summary>A measure on both sides.</summary>
    internal sealed record Compared(QualityMeasure Measure, MeasureValue Reference, MeasureValue Current)
    {
        internal IndependentChange Change { get; } =
            IndependentChange.Compute(MeasureSet.Estimate(Reference), MeasureSet.Estimate(Current));

        internal bool IsJudged => Reference.N >= LeastRows && Current.N >= LeastRows && !double.IsNaN(Change.PValue);

        /// <summary>The change with its verdict.</summary>
        /// <param name="adjusted">The p-value after correction.</param>
        /// <param name="level">Level that the corrected p-value must be below.</param>
        /// <param name="own">Level at which the smallest detectable change is calculated.</param>
        internal QualityChange Judge(double adjusted, double level, double own)
        {
            double detectable = Change.SmallestDetectable(own);
            return new QualityChange
            {
                Value = Change.Value,
                Low = Change.Low,
                High = Change.High,
                Verdict = Verdict(adjusted, detectable, level),
                PValue = Change.PValue,
                QValue = adjusted,
                SmallestDetectable = detectable,
                HigherIsBetter = Measure.Direction == MeasureDirection.HigherIsBetter,
            };
        }

        QualityVerdict Verdict(double adjusted, double detectable, double level)
        {
            if (!IsJudged || double.IsNaN(adjusted)) return QualityVerdict.InsufficientData;
            if (adjusted < level) return Measure.IsBetter(Current.Value, Reference.Value) ? QualityVerdict.Better : QualityVerdict.Worse;
            return Measure.IsUnit && detectable > CoarsestDetectable ? QualityVerdict.InsufficientData : QualityVerdict.NoChangeSeen;
        }
    }
}
