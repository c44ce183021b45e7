using Plumbline.Server.Hosting;
using Plumbline.Storage.Logs;

namespace Plumbline.Server.Exposition;

/// <summary>How far the log has come, what it took, and how large the stores are.</summary>
sealed class StoreMetrics(Stores stores, ServerOptions options) : IMetricSource
{
    static readonly string[] s_parts = ["log", "events", "profiles", "catalog"];

    public IEnumerable<MetricFamily> Read() =>
    [
        MetricFamily.Of("plumbline_models", MetricKind.Gauge, "Models registered.", stores.Catalog.Models().Count),
        MetricFamily.Of("plumbline_log_rows", MetricKind.Counter, "Rows acknowledged since the log began.", stores.Log.LastSeq),
        .. stores.Log is EventLog log ? OfLog(log.Figures) : [],
        .. Sizes(),
    ];

    static IEnumerable<MetricFamily> OfLog(EventLogFigures figures) =>
    [
        MetricFamily.Of("plumbline_log_appended_rows", MetricKind.Counter, "Rows written to the log since the start.", figures.Rows),
        MetricFamily.Of("plumbline_log_appended_bytes", MetricKind.Counter, "Bytes written to the log since the start.", figures.Bytes,
            "bytes"),
        MetricFamily.Of("plumbline_log_flushes", MetricKind.Counter, "Groups of appends written and flushed since the start.",
            figures.Groups),
        MetricFamily.Of("plumbline_log_flush_seconds", MetricKind.Counter, "Time spent in writing and flushing them.",
            figures.WriteTime.TotalSeconds,
            "seconds"),
        MetricFamily.Of("plumbline_log_disk_full", MetricKind.Counter, "Writes that failed since the start because the disk was full.",
            figures.DiskFull),
        MetricFamily.Of("plumbline_log_waiting_bytes", MetricKind.Gauge, "Bytes of appends that wait to be written.", figures.WaitingBytes,
            "bytes"),
        MetricFamily.Of("plumbline_log_segments", MetricKind.Gauge, "Files of the log that some part of the server may still need.",
            figures.Segments),
        MetricFamily.Of("plumbline_log_identities", MetricKind.Gauge, "Ids kept in memory to know duplicates.", figures.IdentitiesInMemory),
    ];

    IEnumerable<MetricFamily> Sizes()
    {
        var folder = new DirectoryInfo(options.DataFolder);
        if (!folder.Exists) return [];
        var sizes = folder.EnumerateFileSystemInfos().Select(i => (Part: i.Name.Split('.')[0], Bytes: SizeOf(i)))
            .Where(s => s_parts.Contains(s.Part))
            .GroupBy(s => s.Part).Select(g => MetricSample.Of(g.Sum(s => s.Bytes), ("store", g.Key)));
        return
        [
            new MetricFamily("plumbline_store_bytes", MetricKind.Gauge, "Bytes on disk.", [.. sizes]) { Unit = "bytes" },
            MetricFamily.Of("plumbline_disk_free_bytes", MetricKind.Gauge, "Bytes the data folder's disk has left for the server.",
                new DriveInfo(folder.FullName).AvailableFreeSpace, "bytes"),
        ];
    }

    // Files come and go while they are counted.
    static long SizeOf(FileSystemInfo item)
    {
        try
        {
            return item is FileInfo file ? file.Length
                : ((DirectoryInfo)item).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Exists ? f.Length : 0);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
