using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Monitors;

/// <summary>What is known of each value of a segment in a window; values that were there before and are silent now belong to it.</summary>
sealed class SegmentCells(ModelDefinition model, WindowCells cells, NamedSegments named)
{
    /// <summary>Each value with its rows.</summary>
    /// <param name="columns">Those that are looked at; null: all.</param>
    public Dictionary<KeyValuePair<string, string>, SegmentEvidence> Of(WindowKey key, string segment, string[]? columns)
    {
        var now = BySegment(key.Window, key.Rows.Version, segment, key.SegmentContent, columns);
        var compared = Merged(key.HasBaseline ? BaselineChoices.WindowsOf(key.Baseline, key.Window) : [], key.Compared.Version, segment,
            key.SegmentContent, columns);
        var counts = new Dictionary<Window, ILookup<KeyValuePair<string, string>, CellProfile>>();
        ILookup<KeyValuePair<string, string>, CellProfile> CountsOf(Window window) => counts.TryGetValue(window, out var known) ? known
            : counts[window] = BySegment(window, key.Rows.Version, segment, CellContent.Counts, columns);
        var earlier = key.HasBaseline ? [] : BaselineChoices.EarlierWindows(key.Baseline, key.Window).Select(CountsOf).ToList();
        IReadOnlyDictionary<KeyValuePair<string, string>, Baseline> frozen =
            key is { HasBaseline: true, Baseline: BaselineChoice.Named choice }
            ? named.Of(choice.Name, segment) : new Dictionary<KeyValuePair<string, string>, Baseline>();
        var values = now.Select(g => g.Key).Union(frozen.Keys).Union(compared.Select(g => g.Key))
            .Union(earlier.SelectMany(w => w.Select(g => g.Key)));
        return values.ToDictionary(v => v, v => new SegmentEvidence
        {
            Profile = CellMerging.Merge([.. now[v]], v.Value),
            Baseline = frozen.GetValueOrDefault(v) ?? FromCells(key.Baseline, [.. compared[v]]),
            EarlierRows = key.HasBaseline ? EarlierRows.None
                : BaselineChoices.EarlierRows(key.Baseline, key.Window, w => CountsOf(w)[v].Sum(c => c.Profile.Rows)),
            LastEvent = earlier.Append(now).SelectMany(w => w[v]).LastOrDefault()?.Key.End,
        });
    }

    ILookup<KeyValuePair<string, string>, CellProfile> Merged(IReadOnlyList<Window> windows, string? version, string segment,
        CellContent content, string[]? columns) =>
        windows.SelectMany(w => BySegment(w, version, segment, content, columns).SelectMany(g => g))
            .ToLookup(c => c.Key.Segment.GetValueOrDefault());

    ILookup<KeyValuePair<string, string>, CellProfile> BySegment(Window window, string? version, string segment, CellContent content,
        string[]? columns) =>
        cells.ReadSegment(window, version, segment, content, columns).ToLookup(c => c.Key.Segment.GetValueOrDefault());

    Baseline? FromCells(BaselineChoice choice, IReadOnlyList<CellProfile> parts)
    {
        string name = BaselineChoices.Describe(choice);
        return BaselineBuilder.FromCells(model.Number, name, name, parts, null, DateTimeOffset.UnixEpoch);
    }
}
