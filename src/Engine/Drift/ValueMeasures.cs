using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Drift;

/// <summary>Measures on the ordered values of numeric columns.</summary>
static class ValueMeasures
{
    public static MeasureValue Of(DriftMeasure measure, MeasureInputs inputs)
    {
        var values = inputs.Values ?? throw new ArgumentException("Categories have no order.", nameof(inputs));
        if (values.Reference.Count == 0 || values.Current.Count == 0) return new MeasureValue(double.NaN);
        var n = values.Reference.Sorted;
        var m = values.Current.Sorted;
        return measure switch
        {
            DriftMeasure.KolmogorovSmirnov => OfTest(KolmogorovSmirnov.TwoSample(n, m)),
            DriftMeasure.Wasserstein => new MeasureValue(Wasserstein.Compute(n, m)),
            DriftMeasure.WassersteinNormalised => Normalised(Wasserstein.Normalised(n, m, values.ReferenceStandardDeviation), values),
            DriftMeasure.Energy => new MeasureValue(EnergyDistance.Compute(n, m)),
            DriftMeasure.EnergyNormalised => Normalised(EnergyDistance.Normalised(n, m, values.ReferenceStandardDeviation), values),
            _ => new MeasureValue(double.NaN),
        };
    }

    static MeasureValue OfTest(TestResult result) => new(result.Statistic) { PValue = double.IsNaN(result.PValue) ? null : result.PValue };

    static MeasureValue Normalised(double value, ValuePair values) =>
        double.IsNaN(value) && !(values.ReferenceStandardDeviation > 0)
            ? new MeasureValue(value) { Reason = Message.Of("measure.reference_constant") }
            : new MeasureValue(value);
}
