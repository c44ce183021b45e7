using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Load.Sending;

/// <summary>What the disk can do at most: appends made durable one by one, and plain writing.</summary>
static class DiskProbe
{
    public static void Run(string folder, int seconds, TextWriter output)
    {
        string file = Path.Combine(folder, $"probe-{Environment.ProcessId}.bin");
        try
        {
            output.WriteLine("| disk | per second | MB/s |");
            output.WriteLine("|---|---:|---:|");
            foreach (int size in new[] { 4 << 10, 64 << 10, 1 << 20 }) Appends(file, size, seconds, output);
            Writing(file, seconds, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static void Appends(string file, int size, int seconds, TextWriter output)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        byte[] bytes = Bytes(size);
        long started = Stopwatch.GetTimestamp(), count = 0;
        for (; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; count++)
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        double rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| append of {size >> 10} KiB and fsync | {rate:N0} | {rate * size / 1e6:N1} |"));
    }

    static void Writing(string file, int seconds, TextWriter output)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        byte[] bytes = Bytes(1 << 20);
        long started = Stopwatch.GetTimestamp(), count = 0;
        // At most 4 GiB, so that a fast disk is not filled.
        for (; count < 4_096 && Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; count++) stream.Write(bytes);
        stream.Flush(flushToDisk: true);
        double rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| writing, one fsync at the end | - | {rate * bytes.Length / 1e6:N1} |"));
    }

    // Not zeros: some disks and file systems do not write those.
    static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)((i * 2_654_435_761L) >> 13))];
}
