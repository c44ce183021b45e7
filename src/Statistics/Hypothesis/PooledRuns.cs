namespace Plumbline.Statistics.Hypothesis;

/// <summary>Walks two sorted samples together, one run of equal values at a time.</summary>
ref struct PooledRuns(ReadOnlySpan<double> reference, ReadOnlySpan<double> current)
{
    readonly ReadOnlySpan<double> _reference = reference;
    readonly ReadOnlySpan<double> _current = current;
    int _i;
    int _j;

    /// <summary>Reference values before the run.</summary>
    public int ReferenceBefore { get; private set; }

    /// <summary>Current values before the run.</summary>
    public int CurrentBefore { get; private set; }

    /// <summary>Reference values equal to the run's value.</summary>
    public readonly int ReferenceHere => _i - ReferenceBefore;

    /// <summary>Current values equal to the run's value.</summary>
    public readonly int CurrentHere => _j - CurrentBefore;

    public bool Next()
    {
        ReferenceBefore = _i;
        CurrentBefore = _j;
        bool more = _i < _reference.Length, moreCurrent = _j < _current.Length;
        if (!more && !moreCurrent) return false;
        double at = !moreCurrent || (more && _reference[_i] < _current[_j]) ? _reference[_i] : _current[_j];
        while (_i < _reference.Length && _reference[_i] <= at) _i++;
        while (_j < _current.Length && _current[_j] <= at) _j++;
        return true;
    }
}
