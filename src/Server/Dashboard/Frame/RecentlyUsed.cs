using System.Diagnostics.CodeAnalysis;

namespace Plumbline.Server.Dashboard;

/// <summary>Keeps what was used last, a bounded number of it. Thread-safe; what is missing is made outside the lock, so two may make the
/// same.</summary>
sealed class RecentlyUsed<TKey, TValue>(int most)
    where TKey : notnull
{
    readonly Lock _gate = new();
    readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    readonly LinkedList<(TKey Key, TValue Value)> _order = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }
            _order.Remove(node);
            _order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Keep(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var old)) _order.Remove(old);
            _byKey[key] = _order.AddFirst((key, value));
            if (_order.Count <= most) return;
            _byKey.Remove(_order.Last!.Value.Key);
            _order.RemoveLast();
        }
    }
}
