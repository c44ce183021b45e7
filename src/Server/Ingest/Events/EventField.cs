namespace Plumbline.Server.Ingest.Events;

/// <summary>The fields of an event.</summary>
enum EventField
{
    Id,
    Time,
    Version,
    Environment,
    Features,
    Prediction,
    Score,
    Scores,
    Latency,
    Segments,
    Tags,
    Weight,
    Error,
    Unknown,
}

static class EventFields
{
    internal const string All =
        "id, time, version, environment, features, prediction, score, scores, latency_ms, segments, tags, weight, error";

    internal static EventField Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => EventField.Id,
        4 when name.SequenceEqual("time"u8) => EventField.Time,
        4 when name.SequenceEqual("tags"u8) => EventField.Tags,
        5 when name.SequenceEqual("score"u8) => EventField.Score,
        5 when name.SequenceEqual("error"u8) => EventField.Error,
        6 when name.SequenceEqual("scores"u8) => EventField.Scores,
        6 when name.SequenceEqual("weight"u8) => EventField.Weight,
        7 when name.SequenceEqual("version"u8) => EventField.Version,
        8 when name.SequenceEqual("features"u8) => EventField.Features,
        8 when name.SequenceEqual("segments"u8) => EventField.Segments,
        10 when name.SequenceEqual("prediction"u8) => EventField.Prediction,
        10 when name.SequenceEqual("latency_ms"u8) => EventField.Latency,
        11 when name.SequenceEqual("environment"u8) => EventField.Environment,
        _ => EventField.Unknown,
    };
}
