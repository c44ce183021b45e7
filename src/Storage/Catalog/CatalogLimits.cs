namespace Plumbline.Storage.Catalogs;

/// <summary>How much a catalog keeps, so that nobody can fill it without end.</summary>
public sealed record CatalogLimits
{
    public int Models { get; init; } = 10_000;

    public int MonitorsPerModel { get; init; } = 1_000;

    public int BaselinesPerModel { get; init; } = 100;

    /// <summary>Replaced baselines kept beside those that an evaluation used.</summary>
    public int ReplacedBaselinesPerModel { get; init; } = 20;

    /// <summary>Earlier evaluations kept per monitor and window.</summary>
    public int EarlierEvaluations { get; init; } = 100;

    public int Keys { get; init; } = 10_000;

    public int Settings { get; init; } = 20_000;

    /// <summary>Remembered answers per key; beyond that the first to expire goes.</summary>
    public int AnswersPerKey { get; init; } = 100_000;

    public int AnnotationsPerModel { get; init; } = 1_000;

    /// <summary>Characters of an annotation.</summary>
    public int AnnotationLength { get; init; } = 500;

    /// <summary>Characters of one definition, setting or answer.</summary>
    public int TextLength { get; init; } = 8 << 20;
}
