using System.Collections.Immutable;
using Plumbline.Engine.Drift;

namespace Plumbline.Engine.Reports;

/// <summary>Which drift measures a report shows: <c>default</c>, <c>all</c>, or those named.</summary>
public sealed record MeasureSelection
{
    MeasureSelection(ImmutableArray<DriftMeasure> measures) => Measures = measures;

    /// <summary>The usual eight.</summary>
    public static MeasureSelection Default { get; } = new([.. DriftMeasures.Usual]);

    /// <summary>Every measure that applies to a column.</summary>
    public static MeasureSelection All { get; } = new([.. DriftMeasures.All]);

    /// <summary>The measures, in the order of <see cref="DriftMeasure"/>, each once.</summary>
    public ImmutableArray<DriftMeasure> Measures { get; }

    /// <summary>Exactly these.</summary>
    public static MeasureSelection Of(params IEnumerable<DriftMeasure> measures) => new([.. measures.Distinct().Order()]);

    /// <summary>Reads <c>default</c>, <c>all</c> or names separated by commas.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="selection">The selection; the default one when the text cannot be read.</param>
    /// <param name="unknown">The first name that is no measure, else null.</param>
    public static bool TryParse(string text, out MeasureSelection selection, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        (selection, unknown) = (Default, null);
        if (text == "default") return true;
        if (text == "all")
        {
            selection = All;
            return true;
        }
        var named = new List<DriftMeasure>();
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (DriftMeasures.TryParse(name, out var measure)) named.Add(measure);
            else unknown ??= name;
        }
        if (unknown is not null) return false;
        selection = Of(named);
        return true;
    }
}
