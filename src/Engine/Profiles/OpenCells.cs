namespace Plumbline.Engine.Profiles;

/// <summary>How much of the cells of all models is at hand, summed up as it changes: asked for with every frame.</summary>
sealed class OpenCells
{
    /// <summary>Quarters of an hour and versions at hand.</summary>
    public int Places { get; private set; }

    /// <summary>Those that changed since they were saved.</summary>
    public int Changed { get; private set; }

    /// <summary>About what they take in memory.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds, or takes away what is negative.</summary>
    public void Add(int places, int changed, long bytes) => (Places, Changed, Bytes) = (Places + places, Changed + changed, Bytes + bytes);
}
