using System.Numerics;

namespace Plumbline.Storage.Logs;

/// <summary>Identities in memory: open addressing with linear probing, an entry with an impossible offset is a free place.</summary>
sealed class IdentityTable
{
    // A free place: no event has an offset beyond its cell.
    static readonly IdentityEntry s_free = default(IdentityEntry) with { Offset = uint.MaxValue };
    IdentityEntry[] _places = Empty(1 << 10);

    public int Count { get; private set; }

    /// <summary>Bytes of the table.</summary>
    public long Bytes => (long)_places.Length * IdentityEntry.Size;

    /// <summary>Finds an event.</summary>
    /// <returns>True when it is there.</returns>
    public bool TryFind(in IdentityEntry wanted, out IdentityEntry found)
    {
        found = _places[PlaceOf(wanted)];
        return !IsFree(found);
    }

    /// <summary>Adds an event that is not there.</summary>
    public void Add(in IdentityEntry entry)
    {
        if ((Count + 1) * 4L > _places.Length * 3L) Grow();
        _places[PlaceOf(entry)] = entry;
        Count++;
    }

    /// <summary>Removes an event if it is there. What was pushed on by it moves back, so that no gap cuts a search short.</summary>
    public void Remove(in IdentityEntry entry)
    {
        int gap = PlaceOf(entry);
        if (IsFree(_places[gap])) return;
        int mask = _places.Length - 1;
        for (int next = (gap + 1) & mask; !IsFree(_places[next]); next = (next + 1) & mask)
        {
            int home = HomeOf(_places[next]);
            if (((next - home) & mask) < ((next - gap) & mask)) continue;
            _places[gap] = _places[next];
            gap = next;
        }
        _places[gap] = s_free;
        Count--;
    }

    /// <summary>Removes what an erasure erases.</summary>
    public void RemoveErased(ErasureRule rule)
    {
        var erased = new List<IdentityEntry>();
        foreach (ref readonly IdentityEntry entry in _places.AsSpan())
            if (!IsFree(entry) && rule.Erases(entry)) erased.Add(entry);
        foreach (IdentityEntry entry in erased) Remove(entry);
    }

    /// <summary>Copies all entries, unordered, into an array of at least <see cref="Count"/>.</summary>
    public Span<IdentityEntry> CopyTo(IdentityEntry[] entries)
    {
        int count = 0;
        foreach (ref readonly IdentityEntry entry in _places.AsSpan())
            if (!IsFree(entry)) entries[count++] = entry;
        return entries.AsSpan(0, count);
    }

    /// <summary>Empties the table; it keeps its size.</summary>
    public void Clear()
    {
        _places.AsSpan().Fill(s_free);
        Count = 0;
    }

    static bool IsFree(in IdentityEntry entry) => entry.Offset == uint.MaxValue;

    static IdentityEntry[] Empty(int places)
    {
        var table = GC.AllocateUninitializedArray<IdentityEntry>(places);
        table.AsSpan().Fill(s_free);
        return table;
    }

    int HomeOf(in IdentityEntry entry) => (int)((entry.Mixed * 0x9E3779B97F4A7C15) >> (64 - BitOperations.Log2((uint)_places.Length)));

    int PlaceOf(in IdentityEntry entry)
    {
        int mask = _places.Length - 1, place = HomeOf(entry);
        while (!IsFree(_places[place]) && !_places[place].IsSameEvent(entry)) place = (place + 1) & mask;
        return place;
    }

    void Grow()
    {
        IdentityEntry[] before = _places;
        _places = Empty(before.Length * 2);
        foreach (ref readonly IdentityEntry entry in before.AsSpan())
            if (!IsFree(entry)) _places[PlaceOf(entry)] = entry;
    }
}
