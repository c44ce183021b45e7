using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Reads;

/// <summary>Parameters of what is read from cells.</summary>
static class CellParameters
{
    /// <summary>A stretch of time widened to whole cells; left out: the last 24 hours.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Range(string? from, string? to, DateTimeOffset now)
    {
        var range = ReadQuery.Range(from, to, now);
        var end = CellKey.StartOf(range.To);
        return (CellKey.StartOf(range.From), end == range.To ? end : end + CellKey.Smallest);
    }

    /// <summary>A declared segment's value. The environment is one, where it is declared.</summary>
    public static KeyValuePair<string, string>? Segment(ModelDefinition model, string? segment, string? environment)
    {
        if (segment is not null && environment is not null)
            throw ProblemException.InvalidQuery("environment", environment, "not together with segment",
                "Cells are kept for one segment value at a time: ask for 'segment' or for 'environment'.");
        KeyValuePair<string, string>? wanted = environment is null ? ReadQuery.Pair("segment", segment)
            : new(LiveColumns.Environment, environment);
        if (wanted is not { } pair || model.Schema.Columns.Segments.Contains(pair.Key)) return wanted;
        string field = environment is null ? "segment" : "environment", name = ProblemException.Shorten(pair.Key)!;
        throw ProblemException.InvalidQuery(field, pair.Key, $"one of the model's segments: {Names(model)}",
            $"'{name}' is no segment of the model '{model.Name}'. Name it in the 'schema.segments' of PUT /api/v1/models/{model.Name}; "
            + "from then on its values are counted by themselves.");
    }

    static string Names(ModelDefinition model) =>
        model.Schema.Columns.Segments.IsEmpty ? "none"
            : string.Join(", ", model.Schema.Columns.Segments.Take(20).Select(ProblemException.Shorten));
}
