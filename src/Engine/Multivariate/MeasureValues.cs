using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;
using Plumbline.Statistics.Multivariate;

namespace Plumbline.Engine.Multivariate;

/// <summary>Statistics as a report shows them.</summary>
static class MeasureValues
{
    public static MeasureValue Of(in Estimate estimate) => new(estimate.Value)
    {
        Low = double.IsNaN(estimate.Low) ? null : estimate.Low,
        High = double.IsNaN(estimate.High) ? null : estimate.High,
        N = estimate.N,
        Reason = ReasonOf(estimate.Value),
    };

    public static MeasureValue Of(in PermutationResult result) => new(result.Value)
    {
        PValue = double.IsNaN(result.PValue) ? null : result.PValue,
        N = result.Rows,
        Reason = ReasonOf(result.Value),
    };

    static Message? ReasonOf(double value) => double.IsNaN(value) ? Message.Of("multivariate.too_little") : null;
}
