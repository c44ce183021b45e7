using System.Security.Cryptography;
using System.Threading.Channels;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Dashboard;

/// <summary>Tells open dashboards which parts of pages have changed, also what changed between the making of a page and its first
/// listening. Thread-safe.</summary>
sealed class ChangeStream
{
    readonly Lock _gate = new();
    readonly HashSet<Channel<ToldChange>> _open = [];
    readonly Dictionary<Change, long> _lastOf = [];

    // Numbers begin anew with every start of the server, so a state names the start it is of.
    readonly string _run = RandomNumberGenerator.GetHexString(12, lowercase: true);
    long _last;

    /// <summary>Dashboards that listen.</summary>
    public int Listeners
    {
        get { lock (_gate) return _open.Count; }
    }

    /// <summary>Where the stream is now. A page that begins to be made here holds everything that was told until then.</summary>
    public StreamState State
    {
        get { lock (_gate) return new StreamState(_run, _last); }
    }

    public void Tell(IReadOnlyCollection<Change> changes)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                _lastOf[change] = ++_last;
                foreach (var channel in _open) channel.Writer.TryWrite(new ToldChange(change, _last));
            }
        }
    }

    /// <summary>Changes since a state; null when as many listen already as may. Dispose it to stop listening.</summary>
    /// <param name="since">What the listener knows already; null: it is told of what changes from now on. Of another start of the server:
    /// everything may have changed.</param>
    public Listener? Listen(StreamState? since)
    {
        lock (_gate)
        {
            if (_open.Count >= DashboardLimits.Streams) return null;
            // A change names a part, not its content: when a slow browser misses the oldest, it is told of newer ones of the same parts.
            var bounds = new BoundedChannelOptions(DashboardLimits.ChangesWaiting) { FullMode = BoundedChannelFullMode.DropOldest };
            var channel = Channel.CreateBounded<ToldChange>(bounds);
            foreach (var missed in Missed(since)) channel.Writer.TryWrite(missed);
            _open.Add(channel);
            return new Listener(this, channel);
        }
    }

    List<ToldChange> Missed(StreamState? since)
    {
        if (since is null) return [];
        List<ToldChange> missed = since.Run != _run ? [] : [.. _lastOf.Where(l => l.Value > since.Number)
            .Select(l => new ToldChange(l.Key, l.Value))];
        bool isAll = since.Run != _run || missed.Count > DashboardLimits.ChangesWaiting;
        return isAll ? [new ToldChange(Change.Everything, _last)] : missed;
    }

    internal sealed class Listener(ChangeStream stream, Channel<ToldChange> channel) : IDisposable
    {
        public ChannelReader<ToldChange> Changes => channel.Reader;

        /// <summary>The state of somebody who knows all changes up to one.</summary>
        public StreamState StateOf(ToldChange last) => new(stream._run, last.Number);

        public void Dispose()
        {
            lock (stream._gate) stream._open.Remove(channel);
        }
    }
}

/// <summary>A change with its place among all.</summary>
readonly record struct ToldChange(Change Change, long Number);

/// <summary>A part of pages that has changed.</summary>
/// <param name="Part">As pages name it: <c>fleet</c>, <c>alerts</c>, <c>model-7</c>.</param>
/// <param name="Model">Number of the model it is of; null: of all.</param>
sealed record Change(string Part, int? Model)
{
    public static Change Fleet { get; } = new("fleet", null);

    public static Change Alerts { get; } = new("alerts", null);

    /// <summary>Nobody knows what has changed.</summary>
    public static Change Everything { get; } = new("*", null);

    public static Change OfModel(int model) => new(PartOf(model), model);

    public static string PartOf(int model) => "model-" + model.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
