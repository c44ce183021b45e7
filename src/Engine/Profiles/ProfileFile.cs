using System.Text.Json.Serialization;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Profiles;

// The records of the file format plumbline/profile/1, and nothing else. A change here is a change of the format: see ProfileJson.

sealed record ProfileFile
{
    public string? Schema { get; init; }

    public string Path { get; init; } = "";

    public long Rows { get; init; }

    public long Refused { get; init; }

    public string Fingerprint { get; init; } = "";

    public IReadOnlyList<string> Segments { get; init; } = [];

    public IReadOnlyList<string> Protected { get; init; } = [];

    public required IReadOnlyList<ProfileFileColumn> Columns { get; init; }
}

sealed record ProfileFileColumn
{
    public required string Name { get; init; }

    public required ColumnRole Role { get; init; }

    public required ColumnType Type { get; init; }

    public string? ScoreOf { get; init; }

    public string Origin { get; init; } = "";

    public long Rows { get; init; }

    public IReadOnlyDictionary<string, long> Missing { get; init; } = new Dictionary<string, long>();

    public ProfileFileUnreadable? Unreadable { get; init; }

    public double OwnVariation { get; init; }

    public ProfileFileNumbers? Numbers { get; init; }

    public ProfileFileCategories? Categories { get; init; }

    public ProfileFileTimes? Times { get; init; }

    public ProfileFileVectors? Vectors { get; init; }
}

sealed record ProfileFileUnreadable(long Count, long? FirstLine, string? Example);

sealed record ProfileFileNumbers
{
    public required double[] Edges { get; init; }

    public required double[] Atoms { get; init; }

    public required double[] PsiEdges { get; init; }

    public required double[] PsiAtoms { get; init; }

    public required long[] Counts { get; init; }

    public required long[] PsiCounts { get; init; }

    /// <summary>The reference's least and largest value; null where its cells have none.</summary>
    public double[]? Range { get; init; }

    /// <summary>Rows below and above <see cref="Range"/>.</summary>
    public long[]? Outside { get; init; }

    public required ProfileFileMoments Moments { get; init; }

    public long Distinct { get; init; }

    public bool DistinctIsEstimate { get; init; }

    /// <summary>Base64 of a quantile sketch.</summary>
    public byte[]? Sketch { get; init; }

    /// <summary>Base64 of a HyperLogLog sketch.</summary>
    public byte[]? DistinctSketch { get; init; }
}

sealed record ProfileFileMoments(long Count, double Mean, double M2, double M3, double M4, double? Min, double? Max, long NotANumber,
    long Infinite);

sealed record ProfileFileCategories
{
    public required string[] Names { get; init; }

    public required long[] Counts { get; init; }

    /// <summary>Base64 of ascending 64-bit hashes, little endian.</summary>
    public byte[]? Rest { get; init; }

    public bool KnowsRest { get; init; } = true;

    public long LargestOfRest { get; init; }

    public long Other { get; init; }

    public IReadOnlyDictionary<string, long> Unseen { get; init; } = new Dictionary<string, long>();

    public long UnseenRest { get; init; }

    public long Distinct { get; init; }

    public bool DistinctIsEstimate { get; init; }

    public byte[]? DistinctSketch { get; init; }
}

sealed record ProfileFileTimes(DateTimeOffset? From, DateTimeOffset? To, long Count);

sealed record ProfileFileVectors(long Count, int Dimension);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Reports.SnakeCase<ColumnRole>), typeof(Reports.SnakeCase<ColumnType>)])]
[JsonSerializable(typeof(ProfileFile))]
sealed partial class ProfileJsonContext : JsonSerializerContext;
