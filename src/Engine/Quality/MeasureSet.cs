using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;

namespace Plumbline.Engine.Quality;

/// <summary>Measures by name in the order they were added; an undefined one carries the reason.</summary>
sealed class MeasureSet
{
    readonly Dictionary<string, MeasureValue> _values = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, MeasureValue> Values => _values;

    internal void Add(string name, in Estimate estimate, string reasonKey) => _values[name] = Of(estimate, reasonKey);

    internal static MeasureValue Of(in Estimate estimate, string reasonKey) => new(estimate.Value)
    {
        Low = double.IsNaN(estimate.Low) ? null : estimate.Low,
        High = double.IsNaN(estimate.High) ? null : estimate.High,
        N = estimate.N,
        Reason = double.IsNaN(estimate.Value) ? Message.Of(reasonKey) : null,
    };

    /// <summary>The estimate behind a shown value.</summary>
    internal static Estimate Estimate(MeasureValue value) =>
        new(value.Value, value.Low ?? double.NaN, value.High ?? double.NaN, value.N ?? 0);
}
