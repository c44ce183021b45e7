namespace Plumbline.Engine.Integrity;

/// <summary>What the integrity checks tolerate. The defaults keep identical distributions silent.</summary>
public sealed record IntegrityOptions
{
    /// <summary>The defaults.</summary>
    public static IntegrityOptions Default { get; } = new();

    /// <summary>True hides example values (--redact).</summary>
    public bool Redact { get; init; }

    /// <summary>Level of each test that a check makes before it speaks, in (0, 1). Small because a report makes hundreds of
    /// checks.</summary>
    public double Level { get; init; } = .001;

    /// <summary>Rise of the missing share that is worth a word, in [0, 1]; as in the verdict's rule.</summary>
    public double MissingRise { get; init; } = .02;

    /// <summary>Missing share of the reference itself that is worth a word, in [0, 1].</summary>
    public double ReferenceMissing { get; init; } = .5;

    /// <summary>Largest share of rows outside the reference's range, in [0, 1].</summary>
    public double OutsideRange { get; init; } = .01;

    /// <summary>Largest share of rows in categories the reference never had, in [0, 1].</summary>
    public double UnseenShare { get; init; } = .01;

    /// <summary>Fewest rows for an unseen category to count (and to be named), at least 1.</summary>
    public int UnseenRows { get; init; } = 10;

    /// <summary>Share of one value above which a column is almost constant, in (.5, 1].</summary>
    public double AlmostConstant { get; init; } = .995;

    /// <summary>Share of duplicate rows in the reference that is worth a word, in [0, 1].</summary>
    public double DuplicateShare { get; init; } = .05;

    /// <summary>Share of unreadable values or refused rows above which the check is an error instead of a warning, in [0, 1].</summary>
    public double UnreadableError { get; init; } = .01;

    /// <summary>Rise of the duplicate share over the reference that is worth a word, in [0, 1].</summary>
    public double DuplicateRise { get; init; } = .01;

    /// <summary>Factor by which the rows per hour may rise or fall, above 1.</summary>
    public double VolumeFactor { get; init; } = 2;

    /// <summary>How many times the reference's largest gap between two rows the current one may be, above 1.</summary>
    public double GapFactor { get; init; } = 3;
}
