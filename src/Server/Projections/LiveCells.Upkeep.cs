using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <content>What becomes of cells when they are old, or their model is gone.</content>
sealed partial class LiveCells
{
    /// <summary>Merges a part of the cells that are older into longer ones.</summary>
    public Compacted Compact(DateTimeOffset before, TimeSpan length, bool onlySealed, int most, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            SaveChanged();
            lock (_lock)
            {
                _book.Close(null, start => start < before);
                _compactions++;
            }
            return _store.Compact(before, length, onlySealed, most, cancellationToken);
        }
    }

    /// <summary>Seals days: their cells are on disk and stay as they are, whatever becomes of the rows.</summary>
    /// <returns>False when some rows are not yet counted.</returns>
    public bool Seal(int model, IReadOnlyCollection<DateTimeOffset> days)
    {
        lock (_changing)
        {
            if (_book.CountedSeq < _book.AppliedSeq) return false;
            SaveChanged();
            _store.Seal(model, days);
            Sealed.Add(model, days);
            lock (_lock) _book.Close(model, start => days.Contains(CellKey.DayOf(start)));
            return true;
        }
    }

    /// <summary>Removes sealed cells that lie wholly within a time.</summary>
    /// <returns>Cells removed.</returns>
    public int DropSealed(int model, DateTimeOffset? from, DateTimeOffset? to, string? version)
    {
        lock (_changing)
        {
            SaveChanged();
            lock (_lock) _book.Close(model, start => Sealed.Contains(model, start));
            int removed = _store.DropSealed(model, from, to, version);
            if (removed > 0) Sealed.Replace(model, _store.SealedDays().Where(d => d.Model == model).Select(d => d.Day));
            return removed;
        }
    }

    /// <summary>A model is gone with all its cells, also the stored ones.</summary>
    public void Forget(int model)
    {
        lock (_changing)
        {
            lock (_lock)
            {
                _book.Forget(model);
                _lastEvent.Remove(model);
            }
            _store.Delete(model, null, null);
            Sealed.Remove(model);
        }
    }

    /// <summary>Forgets models that nobody knows: what a loss of power had taken back of a deletion.</summary>
    public void ForgetAllBut(IReadOnlySet<int> known)
    {
        foreach (int model in _store.Models().Where(m => !known.Contains(m))) Forget(model);
    }
}
