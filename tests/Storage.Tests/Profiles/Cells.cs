using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Profiles;

/// <summary>Cells of real rows.</summary>
static class Cells
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    static readonly DatasetProfile s_bins = Rows(2_000, 1);
    static readonly DatasetProfile s_otherBins = Rows(500, 2);

    /// <summary>The cell of a place with so many rows, drawn anew for every place.</summary>
    public static CellProfile Of(int quarter, int rows = 40, int model = 1, string? version = "v1", (string, string)? segment = null,
        TimeSpan? length = null, bool otherBins = false, bool isSealed = false, long? seq = null)
    {
        var key = new CellKey(model, Monday + (quarter * Quarter), length ?? Quarter, version,
            segment is { } s ? KeyValuePair.Create(s.Item1, s.Item2) : null);
        var bins = otherBins ? s_otherBins : s_bins;
        var profile = DatasetProfiles.Build(Dataset(rows, (ulong)((quarter * 1_000) + rows)), bins, 1, null,
            CancellationToken.None) with { Path = "" };
        return new CellProfile { Key = key, Profile = profile with { Schema = bins.Schema }, BinSet = bins.BinSetFingerprint, Seq = seq
            ?? quarter, IsSealed = isSealed };
    }

    public static CellQuery All(int model = 1) => new() { Model = model, From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue };

    public static string Key(CellProfile cell) => $"{(cell.Key.Start - Monday).TotalHours}h+{cell.Key.Length.TotalHours}h "
        + $"{cell.Key.Version ?? "-"} {cell.Key.Segment?.ToString() ?? "all"}";

    /// <summary>Everything of a cell but where its rows came from.</summary>
    public static void AssertEqual(CellProfile expected, CellProfile actual)
    {
        Assert.Equal(expected.Key, actual.Key);
        Assert.Equal((expected.BinSet, expected.Seq, expected.IsSealed), (actual.BinSet, actual.Seq, actual.IsSealed));
        Assert.Equal(ProfileBinary.Write(expected.Profile), ProfileBinary.Write(actual.Profile));
        Assert.Equal(expected.Profile.BinSetFingerprint, actual.Profile.BinSetFingerprint);
        Assert.Equal(expected.Profile.Schema.Columns, actual.Profile.Schema.Columns);
    }

    static DatasetProfile Rows(int rows, ulong seed) => DatasetProfiles.Build(Dataset(rows, seed), null, 1, null, CancellationToken.None);

    static InMemoryDataset Dataset(int rows, ulong seed) => Some.Dataset(
        ("x", Some.Normal(rows, seed)),
        ("y", Some.Normal(rows, seed + 7, mean: 100)),
        ("c", Some.Categories(rows, seed, ("<b>", 5), ("'; DROP TABLE cells; --", 2), ("\u4e2d", 1),
            (seed > 2 ? $"new {seed % 5}" : "old", .2))));
}
