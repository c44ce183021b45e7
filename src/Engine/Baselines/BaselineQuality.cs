using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Baselines;

/// <summary>The quality of a baseline's rows: of all of them, and of those of a segment value.</summary>
public sealed class BaselineQuality
{
    readonly ModelOutputsPair? _outputs;
    readonly QualityOptions _how;
    readonly CancellationToken _cancellationToken;

    BaselineQuality(ModelOutputsPair? outputs, QualityOptions how, CancellationToken cancellationToken)
    {
        (_outputs, _how, _cancellationToken) = (outputs, how, cancellationToken);
        Whole = outputs is null ? null : QualityAnalysis.Run(outputs, how, cancellationToken);
    }

    /// <summary>Of all rows, as the reference side; null without a row that has both label and answer.</summary>
    public QualityReport? Whole { get; }

    /// <summary>Of several stretches of rows together.</summary>
    /// <param name="stretches">Disjoint stretches of one model's rows, at least one.</param>
    /// <param name="options">What the model says of its answers.</param>
    /// <param name="cancellationToken">Stops between columns and values.</param>
    public static BaselineQuality Of(IReadOnlyList<IDataset> stretches, BaselineOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        ArgumentNullException.ThrowIfNull(options);
        var how = new QualityOptions { Task = options.Task, Positive = options.Positive, Threshold = options.Threshold };
        var rows = OutputSlices.Join([.. stretches.Select(s => OutputSlices.Read(s, cancellationToken))]);
        return new BaselineQuality(ModelOutputsPair.Build(rows, null, how, out IReadOnlyList<Message> _), how, cancellationToken);
    }

    /// <summary>Of every value of segment columns that has labels.</summary>
    /// <param name="stretches">Those of <see cref="Of(IReadOnlyList{IDataset}, BaselineOptions, CancellationToken)"/>.</param>
    /// <param name="segments">Names of segment columns.</param>
    public IReadOnlyDictionary<KeyValuePair<string, string>, QualityReport> OfSegments(IReadOnlyList<IDataset> stretches,
        IEnumerable<string> segments)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        ArgumentNullException.ThrowIfNull(segments);
        var found = new Dictionary<KeyValuePair<string, string>, QualityReport>();
        foreach (string segment in segments.Where(s => stretches.All(rows => rows.Schema.Find(s) is not null)))
        {
            ColumnSlice[] slices = [.. stretches.Select(rows => rows.Read(segment, _cancellationToken))];
            if (!slices.All(s => s is CategoricalSlice)) continue;
            foreach (var group in SegmentRows.Of(segment, JoinedSlices.Of(slices)))
                if (Of(group) is { } quality) found[group.Key] = quality;
        }
        return found;
    }

    /// <summary>Of some of the rows, without curves and pictures: what is compared with.</summary>
    internal QualityReport? Of(SegmentRows group)
    {
        if (_outputs?.Reference is not { } outputs || outputs.Take(group.Rows) is not { Labelled: > 0 } own) return null;
        var report = QualityAnalysis.Run(_outputs with { Reference = own, Current = null, Notes = [] }, _how, _cancellationToken);
        return report?.Reference is not { } side ? null
            : report with { Reference = new QualitySide { Rows = side.Rows, WithoutLabel = side.WithoutLabel, Measures = side.Measures } };
    }
}
