using System.Globalization;

namespace Plumbline.Load.Sending;

/// <summary>Resident memory of a process, looked at every second.</summary>
public sealed class ServerMemory : IDisposable
{
    readonly int _pid;
    readonly ITimer? _timer;
    readonly List<int> _megabytes = [];

    /// <summary>Starts looking.</summary>
    /// <param name="pid">0: no process.</param>
    /// <param name="after">Readings begin then.</param>
    public ServerMemory(int pid, TimeProvider time, TimeSpan after)
    {
        _pid = pid;
        if (pid > 0) _timer = time.CreateTimer(_ => Read(), null, after, TimeSpan.FromSeconds(1));
    }

    /// <summary>First, most and last, and the mean of the third and of the last quarter: where they agree, memory is flat.</summary>
    public string Text
    {
        get
        {
            int[] all;
            lock (_megabytes) all = [.. _megabytes];
            if (all.Length == 0) return "- | -";
            int half = all.Length / 2, quarter = half + ((all.Length - half) / 2);
            string second = quarter == half ? "-" : string.Create(CultureInfo.InvariantCulture,
                $"{all[half..quarter].Average():0} / {all[quarter..].Average():0} MB");
            return string.Create(CultureInfo.InvariantCulture, $"{all[0]} / {all.Max()} / {all[^1]} MB | {second}");
        }
    }

    /// <summary>Resident memory now, in MB; 0 when the process is gone.</summary>
    public static int Of(int pid)
    {
        string file = $"/proc/{pid}/status";
        if (!File.Exists(file)) return 0;
        string? line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture) / 1_024;
    }

    public void Dispose() => _timer?.Dispose();

    void Read()
    {
        if (Of(_pid) is var now and > 0) lock (_megabytes) _megabytes.Add(now);
    }
}
