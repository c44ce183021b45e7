namespace Plumbline.Engine.Suites;

/// <summary>A measure that conditions can name.</summary>
/// <param name="Scope">Where it is found.</param>
/// <param name="Path">Its name in a suite. <c>{q}</c>, <c>{check}</c> and <c>{label}</c> stand for a part of the user's choice.</param>
/// <param name="Better">Which side is better.</param>
/// <param name="HasReference">True when the reference has the measure too, so that relative expectations can be used.</param>
/// <param name="Description">One line, English.</param>
public sealed record SuiteMeasure(SuiteScope Scope, string Path, BetterSide Better, bool HasReference, string Description)
{
    /// <summary>True when the measure is a word (verdict, type) instead of a number.</summary>
    public bool IsWord { get; init; }
}

/// <summary>Which side of a measure is better.</summary>
public enum BetterSide
{
    /// <summary>Neither: every change counts.</summary>
    Neither,
    Higher,
    Lower,

    /// <summary>Nearer to zero, as the mean error of a regression.</summary>
    NearZero,
}
