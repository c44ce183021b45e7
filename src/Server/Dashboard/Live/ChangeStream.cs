using System.Threading.Channels;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Dashboard;

/// <summary>Tells open dashboards which parts of pages have changed. Thread-safe.</summary>
sealed class ChangeStream
{
    readonly Lock _gate = new();
    readonly HashSet<Channel<Change>> _open = [];

    /// <summary>Dashboards that listen.</summary>
    public int Listeners
    {
        get { lock (_gate) return _open.Count; }
    }

    public void Tell(IReadOnlyCollection<Change> changes)
    {
        lock (_gate)
            foreach (var channel in _open)
                foreach (var change in changes) channel.Writer.TryWrite(change);
    }

    /// <summary>Changes from now on; null when as many listen already as may. Dispose it to stop listening.</summary>
    public Listener? Listen()
    {
        lock (_gate)
        {
            if (_open.Count >= DashboardLimits.Streams) return null;
            // A change names a part, not its content: when a slow browser misses the oldest, it is told of newer ones of the same parts.
            var bounds = new BoundedChannelOptions(DashboardLimits.ChangesWaiting) { FullMode = BoundedChannelFullMode.DropOldest };
            var channel = Channel.CreateBounded<Change>(bounds);
            _open.Add(channel);
            return new Listener(this, channel);
        }
    }

    internal sealed class Listener(ChangeStream stream, Channel<Change> channel) : IDisposable
    {
        public ChannelReader<Change> Changes => channel.Reader;

        public void Dispose()
        {
            lock (stream._gate) stream._open.Remove(channel);
        }
    }
}

/// <summary>A part of pages that has changed.</summary>
/// <param name="Part">As pages name it: <c>fleet</c>, <c>alerts</c>, <c>model-7</c>.</param>
/// <param name="Model">Number of the model it is of; null: of all.</param>
sealed record Change(string Part, int? Model)
{
    public static Change Fleet { get; } = new("fleet", null);

    public static Change Alerts { get; } = new("alerts", null);

    public static Change OfModel(int model) => new(PartOf(model), model);

    public static string PartOf(int model) => "model-" + model.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
