using Plumbline.Engine.Columns;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;

namespace Plumbline.Engine.Baselines;

/// <summary>Makes baselines: from a data set, or from profiles of past windows.</summary>
public static class BaselineBuilder
{
    /// <summary>A baseline from rows: a bin set frozen here, the columns' own variation, quality where labels are there. Columns bear the
    /// names of live events.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="name">Name of the baseline.</param>
    /// <param name="rows">Read column by column.</param>
    /// <param name="options">What the model says of its answers.</param>
    /// <param name="createdAt">Now.</param>
    /// <param name="cancellationToken">Stops the work between columns.</param>
    public static Baseline FromDataset(int model, string name, IDataset rows, BaselineOptions options, DateTimeOffset createdAt,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        var inFile = DatasetProfiles.Build(rows, options.OnBinSetOf, options.Parallelism, null, cancellationToken);
        var profile = LiveNames.Apply(inFile);
        var quality = BaselineQuality.Of([rows], options, cancellationToken);
        var made = Of(model, name, rows.Path, profile, quality.Whole, createdAt);
        if (!options.Segments) return made;
        var groups = inFile.Schema.Segments.Zip(profile.Schema.Segments)
            .SelectMany(s => SegmentRows.Of(s.Second, rows.Read(s.First, cancellationToken))).ToList();
        var profiles = SegmentProfiles.OfRows(rows, inFile, profile, groups, cancellationToken);
        return With(made, groups.Zip(profiles, (g, p) => new BaselineSegment(g.Segment, g.Value, p, quality.Of(g))));
    }

    /// <summary>A baseline from the profiles of past cells, merged. Own variation comes from ten contiguous blocks of cells.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="name">Name of the baseline, or of the choice.</param>
    /// <param name="source">Where the cells come from, for showing.</param>
    /// <param name="cells">Disjoint cells in any order. Cells on another bin set than the last one's cannot be merged and are left
    /// out.</param>
    /// <param name="quality">Of the cells' rows; null without labels.</param>
    /// <param name="createdAt">Now.</param>
    /// <returns>Null when there is no row.</returns>
    public static Baseline? FromCells(int model, string name, string source, IReadOnlyList<CellProfile> cells, QualityReport? quality,
        DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var filled = cells.Where(c => c.Profile.Rows > 0).OrderBy(c => c.Key.Start).ToList();
        if (filled.Count == 0) return null;
        filled.RemoveAll(c => c.BinSet != filled[^1].BinSet);
        var merged = CellMerging.Merge(filled, source) ?? throw new InvalidOperationException("There is a cell.");
        DatasetProfile[] profiles = [.. filled.Select(c => c.Profile)];
        var columns = merged.Columns.Select(c => c with { OwnVariation = CellBlocks.OwnVariation(profiles, c) });
        return Of(model, name, source, merged with { Columns = [.. columns] }, quality, createdAt);
    }

    /// <summary>A baseline of past cells with the profiles of its segment values: of each segment those with the most rows.</summary>
    /// <param name="made">Of <see cref="FromCells"/>.</param>
    /// <param name="cells">Cells of segment values in the same time. Those on other bins than the baseline's are left out.</param>
    /// <param name="quality">Of the values' rows, as far as they have labels.</param>
    public static Baseline WithSegments(Baseline made, IEnumerable<CellProfile> cells,
        IReadOnlyDictionary<KeyValuePair<string, string>, QualityReport> quality)
    {
        ArgumentNullException.ThrowIfNull(made);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(quality);
        return With(made, SegmentProfiles.OfCells(cells, BinSet.Of(made.Profile).Fingerprint).Select(value =>
        {
            var part = FromCells(made.Model, made.Name, value.Key.Value, value.Cells, null, made.CreatedAt)
                ?? throw new InvalidOperationException("There is a cell with rows.");
            return new BaselineSegment(value.Key.Key, value.Key.Value, part.Profile, quality.GetValueOrDefault(value.Key));
        }));
    }

    /// <summary>What a choice comes to for a window; null where there is nothing to compare with yet.</summary>
    /// <param name="choice">Of windows of the past or of another version; a frozen baseline is found by its name, not made.</param>
    /// <param name="model">Number of the model.</param>
    /// <param name="window">The window that is judged.</param>
    /// <param name="cells">The cells of <see cref="BaselineChoices.WindowsOf"/>, of the other version where one is chosen.</param>
    /// <param name="quality">Of the cells' rows; null without labels.</param>
    public static Baseline? Resolve(BaselineChoice choice, int model, Window window, IReadOnlyList<CellProfile> cells,
        QualityReport? quality)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var windows = BaselineChoices.WindowsOf(choice, window);
        var own = cells.Where(c => windows.Any(w => c.Key.Start >= w.Start && c.Key.End <= w.End)).ToList();
        string name = BaselineChoices.Describe(choice);
        return FromCells(model, name, name, own, quality, window.Start);
    }

    /// <summary>A baseline of a profile that is ready, with its own variation in it.</summary>
    public static Baseline Of(int model, string name, string source, DatasetProfile profile, QualityReport? quality,
        DateTimeOffset createdAt) => new()
    {
        Model = model,
        Name = name,
        Source = source,
        Profile = profile,
        Quality = quality,
        CreatedAt = createdAt,
        Fingerprint = BaselineFingerprint.Of(profile, quality, []),
    };

    static Baseline With(Baseline made, IEnumerable<BaselineSegment> segments)
    {
        List<BaselineSegment> parts = [.. segments];
        return made with { Segments = parts, Fingerprint = BaselineFingerprint.Of(made.Profile, made.Quality, parts) };
    }
}

/// <summary>What a baseline is made with.</summary>
public sealed record BaselineOptions
{
    /// <summary>What the model does; null: inferred.</summary>
    public ModelTask? Task { get; init; }

    /// <summary>The positive class; null: inferred.</summary>
    public string? Positive { get; init; }

    /// <summary>Score at or above which the answer is positive; null: the prediction, else .5.</summary>
    public double? Threshold { get; init; }

    /// <summary>Counts on this bin set; null: freezes one.</summary>
    public DatasetProfile? OnBinSetOf { get; init; }

    /// <summary>True: the values of the segment columns get profiles and qualities of their own.</summary>
    public bool Segments { get; init; }

    /// <summary>Columns at once, at least 1.</summary>
    public int Parallelism { get; init; } = 1;
}
