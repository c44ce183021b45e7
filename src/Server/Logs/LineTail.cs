using System.Threading.Channels;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard;

namespace Plumbline.Server.Logs;

/// <summary>Hands lines that were just written to those who follow them. Nobody waits for a slow reader: it is let go.
/// Thread-safe.</summary>
sealed class LineTail(ChangeStream changes)
{
    readonly Lock _gate = new();
    readonly HashSet<Reader> _open = [];

    /// <summary>Part of pages that shows a model's lines.</summary>
    public static string PartOf(int model) => "logs-" + model.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Lines of a model from now on; null when as many follow already as may.</summary>
    public Reader? Follow(int model)
    {
        lock (_gate)
        {
            if (_open.Count >= LogLimits.Tails) return null;
            var reader = new Reader(this, model);
            _open.Add(reader);
            return reader;
        }
    }

    public void Publish(int model, IReadOnlyList<LogLine> lines, long first)
    {
        changes.Tell([new Change(PartOf(model), model)]);
        lock (_gate)
        {
            foreach (Reader reader in _open.Where(r => r.Model == model).ToArray())
                for (int i = 0; i < lines.Count && reader.IsFollowing; i++) reader.Take(lines[i] with { Number = first + i });
        }
    }

    internal sealed class Reader(LineTail tail, int model) : IDisposable
    {
        readonly Channel<LogLine> _lines = Channel.CreateBounded<LogLine>(LogLimits.LinesWaiting);

        public int Model => model;

        /// <summary>False when lines came faster than they were read: those behind the ones that wait are missing.</summary>
        public bool IsFollowing { get; private set; } = true;

        public ChannelReader<LogLine> Lines => _lines.Reader;

        public void Take(LogLine line)
        {
            if (_lines.Writer.TryWrite(line)) return;
            IsFollowing = false;
            _lines.Writer.TryComplete();
        }

        public void Dispose()
        {
            lock (tail._gate) tail._open.Remove(this);
        }
    }
}
