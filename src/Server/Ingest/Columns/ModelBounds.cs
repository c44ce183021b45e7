using System.Collections.Concurrent;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Columns;

/// <summary>What all requests to a model share in counting: its versions, environments, metrics, the values of its segments, and what
/// speaks for the types of its learnt columns.</summary>
sealed class ModelBounds
{
    readonly ConcurrentDictionary<string, BoundedTexts> _segments = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, TypeEvidence> _types = new(StringComparer.Ordinal);

    /// <summary>Begins to count.</summary>
    /// <param name="model">As it is when the counting begins; null: not known yet.</param>
    /// <param name="seen">Names seen before, of an earlier process too.</param>
    /// <param name="quarters">Quarters of an hour that have events; null: none has.</param>
    internal ModelBounds(ModelDefinition? model = null, IReadOnlyList<SeenName>? seen = null,
        Func<IReadOnlyList<DateTimeOffset>>? quarters = null)
    {
        Quarters = new OpenQuarters(quarters ?? (() => []), IngestLimits.OpenQuarters);
        foreach (ModelVersion version in model?.Versions ?? []) Versions.Recall(version.Name);
        foreach (SeenName name in seen ?? []) Of(name).Recall(name.Text);
        foreach (Engine.Columns.ColumnDefinition column in model?.Schema.Columns.Columns ?? [])
            _types[column.Name] = new TypeEvidence(TypeEvidence.Settled);
    }

    /// <summary>Quarters of an hour with events.</summary>
    internal OpenQuarters Quarters { get; }

    internal BoundedTexts Versions { get; } = new(IngestLimits.Versions, LimitName.Versions, SeenKind.Version, "");

    internal BoundedTexts Environments { get; } = new(IngestLimits.Environments, LimitName.Environments, SeenKind.Environment, "");

    internal BoundedTexts MetricNames { get; } = new(IngestLimits.MetricNames, LimitName.MetricNames, SeenKind.Metric, "");

    internal BoundedTexts Segment(string name) => _segments.GetOrAdd(name,
        static n => new BoundedTexts(IngestLimits.SegmentValues, LimitName.SegmentValues, SeenKind.SegmentValue, n));

    /// <summary>What is known of a column of the schema.</summary>
    /// <param name="sofar">What the request knows that has just brought the column.</param>
    internal TypeEvidence Evidence(string column, TypeEvidence sofar) => _types.GetOrAdd(column, sofar);

    /// <summary>Names that came since the last call and are not kept yet.</summary>
    internal List<SeenName> TakeNews()
    {
        var news = new List<SeenName>();
        Versions.TakeNews(news);
        Environments.TakeNews(news);
        MetricNames.TakeNews(news);
        foreach (BoundedTexts values in _segments.Values) values.TakeNews(news);
        return news;
    }

    BoundedTexts Of(SeenName name) => name.Kind switch
    {
        SeenKind.Version => Versions,
        SeenKind.Environment => Environments,
        SeenKind.Metric => MetricNames,
        SeenKind.SegmentValue => Segment(name.Column),
    };
}
