using System.Globalization;

namespace Plumbline.Load;

/// <summary>Resident memory of a process, looked at every second.</summary>
sealed class ServerMemory : IDisposable
{
    readonly int _pid;
    readonly ITimer? _timer;

    /// <summary>Starts looking.</summary>
    /// <param name="pid">0: no process.</param>
    /// <param name="after">Readings begin then.</param>
    public ServerMemory(int pid, TimeProvider time, TimeSpan after)
    {
        _pid = pid;
        if (pid > 0) _timer = time.CreateTimer(_ => Read(), null, after, TimeSpan.FromSeconds(1));
    }

    public int First { get; private set; }

    public int Most { get; private set; }

    public int Last { get; private set; }

    public string Text => First == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{First} / {Most} / {Last} MB");

    public void Dispose() => _timer?.Dispose();

    void Read()
    {
        string file = $"/proc/{_pid}/status";
        if (!File.Exists(file)) return;
        string line = File.ReadLines(file).First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        Last = int.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture) / 1_024;
        if (First == 0) First = Last;
        Most = Math.Max(Most, Last);
    }
}
