using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Profiles;

/// <summary>Rows of events by column, ready to be split by row number; no value is copied.</summary>
sealed class EventRows
{
    readonly CategoricalSlice? _versions;

    public EventRows(IEnumerable<ColumnSlice> slices, Schema schema)
    {
        Slices = slices.ToDictionary(s => s.Column.Name, StringComparer.Ordinal);
        _versions = Slices.Values.FirstOrDefault(s => s.Column.Role == ColumnRole.Version) as CategoricalSlice;
        Segments = [.. schema.Segments.Select(name => Slices.GetValueOrDefault(name)).OfType<CategoricalSlice>()];
    }

    public IReadOnlyDictionary<string, ColumnSlice> Slices { get; }

    /// <summary>The declared segments that are here.</summary>
    public IReadOnlyList<CategoricalSlice> Segments { get; }

    /// <summary>The version of a row; null where it carries none.</summary>
    public string? VersionOf(int row) =>
        _versions is not null && _versions.Codes.Span[row] is >= 0 and int code ? _versions.Categories[code] : null;

    /// <summary>Rows of a batch by the cell they fall into, in the order of the cells' first rows.</summary>
    /// <param name="times">In microseconds since 1970 UTC, one per row.</param>
    /// <param name="first">Rows before it are left out.</param>
    public IReadOnlyList<(CellPlace Place, List<int> Rows)> ByPlace(ReadOnlySpan<long> times, int first)
    {
        var places = new List<(CellPlace, List<int>)>();
        var index = new Dictionary<(long Start, int Version), List<int>>();
        var versions = _versions is null ? default : _versions.Codes.Span;
        List<int>? last = null;
        (long Start, int Version) lastKey = default;
        for (int row = first; row < times.Length; row++)
        {
            var key = (StartOf(times[row]), versions.IsEmpty ? -1 : versions[row]);
            if (last is null || key != lastKey)
            {
                if (!index.TryGetValue(key, out last))
                {
                    index[key] = last = [];
                    places.Add((new CellPlace(Moment(key.Item1), VersionOf(row)), last));
                }
                lastKey = key;
            }
            last.Add(row);
        }
        return places;
    }

    /// <summary>A moment from microseconds since 1970 UTC.</summary>
    public static DateTimeOffset Moment(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    // Rounded down before 1970 too.
    static long StartOf(long microseconds)
    {
        long length = CellKey.Smallest.Ticks / TimeSpan.TicksPerMicrosecond;
        return microseconds - (((microseconds % length) + length) % length);
    }
}
