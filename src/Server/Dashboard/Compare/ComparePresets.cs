using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>Comparisons people often want, as far as the model has what they need. Pure.</summary>
static class ComparePresets
{
    static readonly TimeSpan s_day = TimeSpan.FromDays(1), s_week = TimeSpan.FromDays(7), s_month = TimeSpan.FromDays(28);

    /// <summary>The first is what is shown when nothing is asked for.</summary>
    /// <param name="baseline">Name of the newest baseline; null: there is none.</param>
    /// <param name="segments">Values of segments, the largest first.</param>
    /// <param name="last">Time of the last event.</param>
    public static IReadOnlyList<ComparePreset> Of(ModelDefinition model, string? baseline,
        IReadOnlyList<KeyValuePair<string, string>> segments, DateTimeOffset last, Viewer viewer)
    {
        var presets = new List<ComparePreset>();
        void Add(string key, CompareSide left, CompareSide right) =>
            presets.Add(new ComparePreset("compare.preset_" + key, new CompareQuery { Model = model.Name, Left = left, Right = right }));

        var end = CellKey.StartOf(last) + CellKey.Smallest;
        var midnight = Midnight(last, viewer);
        if (baseline is not null) Add("baseline", new CompareSide { Baseline = baseline }, Time(end - s_day, end));
        Add("today", Time(Midnight(midnight.AddHours(-12), viewer), midnight), Time(midnight, end));
        Add("week", Time(end - (2 * s_week), end - s_week), Time(end - s_week, end));
        var versions = model.Versions.OrderBy(v => v.FirstSeen).ToList();
        var recent = Time(end - s_month, end);
        if (versions is [.., var before, var newest]) Add("version", recent with { Version = before.Name },
            recent with { Version = newest.Name });
        if (versions.LastOrDefault(v => v.Role == VersionRole.Champion) is { } champion
            && versions.LastOrDefault(v => v.Role == VersionRole.Challenger) is { } challenger)
            Add("challenger", recent with { Version = champion.Name }, recent with { Version = challenger.Name });
        if (segments is [var first, ..])
        {
            var week = Time(end - s_week, end);
            Add("segment", week with { Segment = first, IsRest = true }, week with { Segment = first });
        }
        return presets;
    }

    static CompareSide Time(DateTimeOffset from, DateTimeOffset to) => new() { From = from, To = to };

    // The beginning of the viewer's day a moment falls into.
    static DateTimeOffset Midnight(DateTimeOffset moment, Viewer viewer)
    {
        var day = viewer.Local(moment).Date;
        return new DateTimeOffset(day, viewer.Zone.GetUtcOffset(day)).ToUniversalTime();
    }
}
