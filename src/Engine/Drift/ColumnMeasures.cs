using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Drift;

/// <summary>The measures shown beside the verdict. An undefined one says why.</summary>
static class ColumnMeasures
{
    /// <summary>The wanted measures that apply to the column, by name.</summary>
    public static IReadOnlyDictionary<string, MeasureValue> Of(MeasureInputs inputs, IReadOnlyList<DriftMeasure> wanted)
    {
        var all = new Dictionary<string, MeasureValue>(StringComparer.Ordinal);
        bool everything = wanted.Count == DriftMeasures.All.Count;
        foreach (var measure in wanted)
        {
            if (!inputs.IsNumeric && !measure.IsOnCounts()) continue;
            if (measure == DriftMeasure.FisherExact && everything && !CountMeasures.IsTwoByTwo(inputs)) continue;
            var value = measure.IsOnCounts() ? CountMeasures.Of(measure, inputs) : ValueMeasures.Of(measure, inputs);
            all[measure.Name()] = !double.IsFinite(value.Value) && value.Reason is null ? value with { Reason = WhyUndefined(inputs,
                double.IsInfinity(value.Value)) } : value;
        }
        return all;
    }

    static Message WhyUndefined(MeasureInputs inputs, bool isInfinite) =>
        inputs.Reference.Sum() == 0 ? Message.Of("measure.reference_empty")
        : inputs.Current.Sum() == 0 ? Message.Of("measure.current_empty")
        : Message.Of(isInfinite ? "measure.infinite" : "measure.undefined");
}
