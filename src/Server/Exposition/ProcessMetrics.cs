using System.Diagnostics;
using System.Reflection;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Exposition;

/// <summary>What the process uses, under the names every scraper's dashboards know.</summary>
sealed class ProcessMetrics(Readiness readiness) : IMetricSource
{
    static readonly string s_version =
        typeof(ProcessMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    public IEnumerable<MetricFamily> Read()
    {
        using Process process = Process.GetCurrentProcess();
        return
        [
            new MetricFamily("plumbline_build", MetricKind.Info, "The version that runs.", [MetricSample.Of(1, ("version", s_version))]),
            MetricFamily.Of("plumbline_ready", MetricKind.Gauge, "1 when /readyz says yes.", readiness.IsReady ? 1 : 0),
            MetricFamily.Of("process_cpu_seconds", MetricKind.Counter, "Processor time used, of all threads.",
                process.TotalProcessorTime.TotalSeconds, "seconds"),
            MetricFamily.Of("process_resident_memory_bytes", MetricKind.Gauge, "Memory held.", process.WorkingSet64, "bytes"),
            MetricFamily.Of("process_start_time_seconds", MetricKind.Gauge, "When the process started, since 1970.", Started(process),
                "seconds"),
            MetricFamily.Of("process_threads", MetricKind.Gauge, "Threads.", process.Threads.Count),
            MetricFamily.Of("plumbline_managed_memory_bytes", MetricKind.Gauge, "Memory of live and collectable objects.",
                GC.GetTotalMemory(false), "bytes"),
            MetricFamily.Of("plumbline_managed_committed_bytes", MetricKind.Gauge,
                "Memory the garbage collector holds for objects, free parts too.",
                GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, "bytes"),
            MetricFamily.Of("plumbline_garbage_collection_pause_seconds", MetricKind.Counter,
                "Time everything stood still for the garbage collector.", GC.GetTotalPauseDuration().TotalSeconds, "seconds"),
        ];
    }

    static double Started(Process process) => (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
}
