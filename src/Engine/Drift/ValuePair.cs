using Plumbline.Engine.Profiles;
using Plumbline.Statistics.Descriptive;

namespace Plumbline.Engine.Drift;

/// <summary>The ordered values of both sides, and their moments. One thread at a time.</summary>
sealed class ValuePair(OrderedValues reference, OrderedValues current, Moments referenceMoments, Moments currentMoments)
{
    /// <summary>Shares at which quantile functions are compared when a side is a bounded sketch.</summary>
    const int SketchSteps = 2_000;

    double? _wasserstein;

    public static ValuePair None { get; } = new(OrderedValues.None, OrderedValues.None, new Moments(), new Moments());

    public OrderedValues Reference => reference;

    public OrderedValues Current => current;

    public Moments ReferenceMoments => referenceMoments;

    public Moments CurrentMoments => currentMoments;

    public double ReferenceStandardDeviation => referenceMoments.StandardDeviation;

    /// <summary>True when every value of both sides is at hand.</summary>
    public bool IsExact => reference.IsExact && current.IsExact;

    /// <summary>Computed once, on first use: two measures show it.</summary>
    public double Wasserstein =>
        _wasserstein ??= IsExact ? Statistics.Distances.Wasserstein.Compute(reference.Sorted, current.Sorted) : OfSketches();

    // The area between the quantile functions, by the rule of the middle points.
    double OfSketches()
    {
        double sum = 0;
        for (int i = 0; i < SketchSteps; i++)
        {
            double q = (i + .5) / SketchSteps;
            sum += Math.Abs(reference.Quantile(q) - current.Quantile(q)) / SketchSteps;
        }
        return sum;
    }
}
