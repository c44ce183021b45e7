using Microsoft.Data.Sqlite;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Profiles;

namespace Plumbline.Storage.Catalogs;

/// <summary>A segment value of a baseline as its row holds it: counted on the bins of the baseline, which stand there.</summary>
sealed record BaselineSegmentRow(string Segment, string Value, byte[] Profile, string? Quality)
{
    public const string OfBaseline = $"{Fields} WHERE baseline = $1 ORDER BY segment, value";

    public const string OfSegment = $"{Fields} WHERE baseline = $1 AND segment = $2 ORDER BY value";

    const string Fields = "SELECT segment, value, profile, quality FROM baseline_segments";

    public static BaselineSegmentRow Row(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), (byte[])row.GetValue(2), Columns.TextOrNull(row, 3));

    public static BaselineSegmentRow Of(Baseline baseline, BaselineSegment part)
    {
        if (ProfileBins.Of(part.Profile).MergeFingerprint != BinsOf(baseline).MergeFingerprint)
            throw new ArgumentException($"The segment value '{part.Value}' is counted on other bins than its baseline.", nameof(part));
        return new BaselineSegmentRow(part.Segment, part.Value, ProfileBinary.Write(part.Profile),
            part.Quality is null ? null : CatalogJson.Write(part.Quality, CatalogJsonContext.Default.QualityReport));
    }

    /// <summary>The bins of the segment values of a baseline.</summary>
    public static ProfileBins BinsOf(Baseline baseline) => ProfileBins.Of(BinSet.Of(baseline.Profile).Profile);

    public BaselineSegment Read(string path, long baseline, ProfileBins bins) => Columns.Content(path, "baseline_segments", baseline, () =>
        new BaselineSegment(Segment, Value, ProfileBinary.Read(Profile, bins),
            Quality is null ? null : CatalogJson.Read(Quality, CatalogJsonContext.Default.QualityReport)));
}
