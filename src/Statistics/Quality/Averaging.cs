namespace Plumbline.Statistics.Quality;

/// <summary>How a measure per label becomes one number.</summary>
public enum Averaging
{
    /// <summary>The counts of all labels are added first.</summary>
    Micro,

    /// <summary>Every label weighs the same.</summary>
    Macro,

    /// <summary>Labels weigh by their support in the truth.</summary>
    Weighted,
}
