namespace Plumbline.Engine.Models;

/// <summary>How many of the last values of a learnt column were of its type, and how many of another: a single wrong value must not change
/// the type of a column for ever, a sender that really changed must. Thread-safe.</summary>
/// <remarks>The share is the one by which files decide: a column is numeric when nine values in ten are numbers.</remarks>
public sealed class TypeEvidence
{
    /// <summary>One value of another type in so many changes the type.</summary>
    public const int OneIn = 10;

    /// <summary>Fitting values a column is credited with that was learnt before this process began.</summary>
    public const int Settled = 1_000;

    /// <summary>Beyond so many values the older half is forgotten.</summary>
    public const int Remembered = 10_000;

    readonly Lock _gate = new();
    long _fitting;
    long _other;

    /// <summary>Begins to count.</summary>
    /// <param name="fitting">Values of the column's type seen before, at least 0.</param>
    public TypeEvidence(long fitting = 0) => _fitting = fitting;

    /// <summary>Notes values of the column's type.</summary>
    public void Fit(long values)
    {
        lock (_gate)
        {
            _fitting += values;
            Forget();
        }
    }

    /// <summary>Notes one value of another type.</summary>
    /// <param name="unnoted">Values of the column's type that came since and were not noted yet.</param>
    /// <returns>True when such values are a tenth by now: the column should hold both.</returns>
    public bool Contradict(long unnoted)
    {
        lock (_gate)
        {
            _other++;
            bool isEnough = _other * OneIn >= _fitting + unnoted + _other;
            Forget();
            return isEnough;
        }
    }

    /// <summary>The column has become wider: what was of another type fits now.</summary>
    public void Widened()
    {
        lock (_gate) (_fitting, _other) = (_fitting + _other, 0);
    }

    void Forget()
    {
        while (_fitting + _other > Remembered) (_fitting, _other) = (_fitting / 2, _other / 2);
    }
}
