namespace Plumbline.Storage.LogLines;

/// <summary>How much of lines is kept.</summary>
public sealed record LineLimits
{
    /// <summary>Bytes of one model's lines.</summary>
    public long BytesPerModel { get; init; } = 512L << 20;

    /// <summary>Bytes of all models' lines.</summary>
    public long BytesInAll { get; init; } = 4L << 30;

    /// <summary>Characters at the beginning of a line whose words are found.</summary>
    public const int SearchedCharacters = 64 << 10;

    /// <summary>Words of one search.</summary>
    public const int WordsOfASearch = 16;
}
