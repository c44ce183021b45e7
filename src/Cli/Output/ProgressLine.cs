namespace Plumbline.Cli.Output;

/// <summary>One line on standard error that says what is being done; nothing when that is not a terminal. Calls may come from several
/// threads.</summary>
sealed class ProgressLine(Terminal terminal, bool quiet) : IDisposable
{
    static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    readonly Lock _gate = new();
    readonly bool _shown = terminal.ErrorIsTerminal && !quiet;
    long _lastShown;
    int _length;

    /// <summary>Shows a stage and how far it is, at most ten times a second.</summary>
    public void Show(string stage, long done, long total)
    {
        if (!_shown) return;
        lock (_gate)
        {
            if (_lastShown != 0 && done < total && terminal.Time.GetElapsedTime(_lastShown) < s_interval) return;
            _lastShown = terminal.Time.GetTimestamp();
            string line = total > 0 ? $"{stage} {100 * Math.Min(done, total) / total}%" : $"{stage} ...";
            terminal.Error.Write('\r' + line.PadRight(_length));
            _length = line.Length;
        }
    }

    /// <summary>Wipes the line, so that nothing of it stays on the screen.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_length > 0) terminal.Error.Write('\r' + new string(' ', _length) + '\r');
            _length = 0;
        }
    }
}
