using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Drift;

/// <summary>Measures on the counts of cells: the same to the last digit from rows and from profiles.</summary>
static class CountMeasures
{
    public static MeasureValue Of(DriftMeasure measure, MeasureInputs inputs)
    {
        long[] n = inputs.Reference, m = inputs.Current;
        return measure switch
        {
            DriftMeasure.Psi => new MeasureValue(PopulationStability.Compute(inputs.PsiReference, inputs.PsiCurrent)),
            DriftMeasure.JensenShannon => new MeasureValue(JensenShannon.Distance(n, m)),
            DriftMeasure.Hellinger => new MeasureValue(Hellinger.Compute(n, m)),
            DriftMeasure.TotalVariation => new MeasureValue(TotalVariation.Compute(n, m)),
            DriftMeasure.LInfinity => new MeasureValue(LInfinity.Compute(n, m)),
            DriftMeasure.KullbackLeibler => new MeasureValue(KullbackLeibler.Compute(n, m)),
            DriftMeasure.ChiSquared => OfContingency(ChiSquared.TwoSample(n, m)),
            DriftMeasure.GTest => OfContingency(GTest.TwoSample(n, m)),
            DriftMeasure.CramersV => new MeasureValue(CramersV.BiasCorrected(n, m)),
            DriftMeasure.FisherExact => OfFisher(inputs),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a measure on counts."),
        };
    }

    /// <summary>True with exactly two cells that hold rows.</summary>
    public static bool IsTwoByTwo(MeasureInputs inputs) => Filled(inputs).Length == 2;

    static MeasureValue OfFisher(MeasureInputs inputs)
    {
        int[] cells = Filled(inputs);
        if (cells.Length != 2) return new MeasureValue(double.NaN) { Reason = Message.Of("measure.not_two_by_two") };
        var (yes, no) = (cells[0], cells[1]);
        var result = FisherExact.TwoSided(inputs.Reference[yes], inputs.Reference[no], inputs.Current[yes], inputs.Current[no]);
        return new MeasureValue(result.Statistic) { PValue = Defined(result.PValue) };
    }

    static MeasureValue OfContingency(ChiSquaredResult result) =>
        new(result.Statistic) { PValue = Defined(result.PValue), ExpectedBelow5 = result.ExpectedBelow5 };

    static int[] Filled(MeasureInputs inputs) =>
        [.. Enumerable.Range(0, inputs.Reference.Length).Where(c => inputs.Reference[c] + inputs.Current[c] > 0)];

    static double? Defined(double p) => double.IsNaN(p) ? null : p;
}
