using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Dashboard;

/// <summary>Two sides of a model beside each other.</summary>
public sealed record CompareView
{
    public required CompareQuery Query { get; init; }

    /// <summary>Every model the viewer may see.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Null while none is chosen.</summary>
    public ModelDefinition? Model { get; init; }

    /// <summary>What of the address cannot be done, or why the sides cannot be compared.</summary>
    public IReadOnlyList<Message> Problems { get; init; } = [];

    /// <summary>Time of the last event; null: there never was one.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    public IReadOnlyList<ComparePreset> Presets { get; init; } = [];

    /// <summary>Names of the baselines, the newest first.</summary>
    public IReadOnlyList<string> Baselines { get; init; } = [];

    /// <summary>Values of segments to choose from, written NAME=VALUE.</summary>
    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>What each side is; null while something is wrong.</summary>
    public ComparedSide? Left { get; init; }

    public ComparedSide? Right { get; init; }

    /// <summary>Null: not worked out yet, see <see cref="IsAwaited"/>, or one of the sides has no rows.</summary>
    public Report? Report { get; init; }

    /// <summary>True: the comparison takes a while and is asked for by itself.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Columns that will be compared.</summary>
    public int Columns { get; init; }

    /// <summary>The versions side by side; null: not asked for yet.</summary>
    public IReadOnlyList<VersionFacts>? Versions { get; init; }
}

/// <summary>A comparison people often want.</summary>
/// <param name="Key">Message key of its name.</param>
public sealed record ComparePreset(string Key, CompareQuery Query);

/// <summary>What one side of a comparison is made of.</summary>
/// <param name="Rows">Rows there are.</param>
/// <param name="From">What the rows come from.</param>
/// <param name="OneIn">One row in so many was read; 1: all.</param>
public sealed record ComparedSide(CompareSide Side, long Rows, SideSource From, int OneIn);

public enum SideSource
{
    /// <summary>The rows themselves: exact.</summary>
    Rows,

    /// <summary>Profiles, because the rows are gone.</summary>
    Profiles,

    /// <summary>A frozen baseline.</summary>
    Baseline,
}

/// <summary>How a version does in the stretch of time that all are looked at.</summary>
/// <param name="Rows">Events of it.</param>
/// <param name="Median">Of the latency in milliseconds; NaN without one.</param>
/// <param name="P95">Of the latency.</param>
/// <param name="ErrorShare">Events without an answer; NaN where none says.</param>
/// <param name="Measure">The measure of quality shown; null without labels.</param>
/// <param name="Quality">With its interval.</param>
/// <param name="Before">The comparison with the version before; null for the first.</param>
public sealed record VersionFacts(ModelVersion Version, long Rows, double Median, double P95, double ErrorShare, string? Measure,
    MeasureValue? Quality, int OneIn, CompareQuery? Before);
