using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>How many rows there are: per hour or day where there are times, else in all, and then only as a fact.</summary>
static class VolumeCheck
{
    const double StandardErrors = 3.3;

    public static void Run(DatasetSummary reference, DatasetSummary current, IntegrityOptions options, CheckList checks)
    {
        if (current.Rows == 0)
            checks.Add("volume", CheckList.Current, new Finding("volume.none", false, 0, Expected.OneRow, Severity.Error));
        else if (Seconds(reference) is { } before && Seconds(current) is { } now)
            Rate(reference, current, (before, now), options, checks);
        else
            checks.Add("volume", CheckList.Current, new Finding("volume.total", true, current.Rows, Expected.OneRow),
                ("rows", Figures.Count(current.Rows)), ("reference", Figures.Count(reference.Rows)));
    }

    static void Rate(DatasetSummary reference, DatasetSummary current, (double Reference, double Current) seconds, IntegrityOptions options,
        CheckList checks)
    {
        bool daily = Math.Min(seconds.Reference, seconds.Current) >= 2 * 86_400;
        double unit = daily ? 86_400 : 3_600;
        double before = reference.Rows / seconds.Reference * unit, now = current.Rows / seconds.Current * unit;
        double chance = StandardErrors * Math.Sqrt((1.0 / reference.Rows) + (1.0 / current.Rows));
        bool broken = Math.Abs(Math.Log(now / before)) > Math.Log(options.VolumeFactor) + chance;
        string key = broken ? now < before ? "volume.fell" : "volume.rose" : "volume.rate";
        checks.Add("volume", CheckList.Current,
            new Finding(daily ? key : key + "_hour", !broken, now,
                Expected.Rate(daily, before / options.VolumeFactor, before * options.VolumeFactor)),
            ("rate", Figures.Number(now)), ("reference", Figures.Number(before)), ("rows", Figures.Count(current.Rows)));
    }

    /// <summary>From the first to the last row; null without times, or with one moment.</summary>
    static double? Seconds(DatasetSummary side) =>
        side is { From: { } from, To: { } to, Rows: > 1 } && to > from ? (to - from).TotalSeconds : null;
}
