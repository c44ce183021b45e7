using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Sketches;

namespace Plumbline.Engine.Drift;

/// <summary>Measures on the ordered values of numeric columns: exact from rows; Kolmogorov-Smirnov and Wasserstein within the sketch's
/// error from profiles; the others need rows.</summary>
static class ValueMeasures
{
    public static MeasureValue Of(DriftMeasure measure, MeasureInputs inputs)
    {
        var values = inputs.Values ?? throw new ArgumentException("Categories have no order.", nameof(inputs));
        if (values.Reference.Count == 0 || values.Current.Count == 0) return new MeasureValue(double.NaN);
        return values.IsExact ? OfRows(measure, values) : OfSketches(measure, values);
    }

    static MeasureValue OfRows(DriftMeasure measure, ValuePair values)
    {
        var n = values.Reference.Sorted;
        var m = values.Current.Sorted;
        double sd = values.ReferenceStandardDeviation;
        return measure switch
        {
            DriftMeasure.KolmogorovSmirnov => OfTest(KolmogorovSmirnov.TwoSample(n, m)),
            DriftMeasure.CramerVonMises => OfTest(CramerVonMises.TwoSample(n, m)),
            DriftMeasure.MannWhitney => OfTest(MannWhitney.TwoSample(n, m)),
            DriftMeasure.WelchT => OfTest(WelchT.TwoSample(values.ReferenceMoments, values.CurrentMoments)),
            DriftMeasure.EppsSingleton => OfTest(EppsSingleton.TwoSample(n, m)),
            DriftMeasure.AndersonDarling => OfTest(AndersonDarling.TwoSample(n, m)),
            DriftMeasure.Wasserstein => new MeasureValue(values.Wasserstein),
            DriftMeasure.WassersteinNormalised => Normalised(Wasserstein.Normalised(values.Wasserstein, sd), sd),
            DriftMeasure.Energy => new MeasureValue(EnergyDistance.Compute(n, m)),
            DriftMeasure.EnergyNormalised => Normalised(EnergyDistance.Normalised(n, m, sd), sd),
            DriftMeasure.Kuiper => OfTest(Kuiper.TwoSample(n, m)),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a measure on values."),
        };
    }

    static MeasureValue OfSketches(DriftMeasure measure, ValuePair values)
    {
        double sd = values.ReferenceStandardDeviation;
        return measure switch
        {
            DriftMeasure.KolmogorovSmirnov => KolmogorovSmirnovOf(values),
            DriftMeasure.WelchT => OfTest(WelchT.TwoSample(values.ReferenceMoments, values.CurrentMoments)),
            DriftMeasure.Wasserstein => new MeasureValue(values.Wasserstein),
            DriftMeasure.WassersteinNormalised => Normalised(Wasserstein.Normalised(values.Wasserstein, sd), sd),
            _ => new MeasureValue(double.NaN) { Reason = Message.Of("measure.needs_rows") },
        };
    }

    static MeasureValue KolmogorovSmirnovOf(ValuePair values)
    {
        double d = QuantileSketch.LargestGap(values.Reference.Sketch(), values.Current.Sketch());
        return OfTest(KolmogorovSmirnov.FromSketch(d, values.Reference.Count, values.Current.Count, values.Reference.RankError,
            values.Current.RankError));
    }

    static MeasureValue OfTest(TestResult result) => new(result.Statistic) { PValue = double.IsNaN(result.PValue) ? null : result.PValue };

    static MeasureValue Normalised(double value, double standardDeviation) =>
        double.IsNaN(value) && !(standardDeviation > 0)
            ? new MeasureValue(value) { Reason = Message.Of("measure.reference_constant") }
            : new MeasureValue(value);
}
