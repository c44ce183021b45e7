using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Models;

/// <summary>Learns a model from its first events. What it says is a guess until a person confirms it.</summary>
public static class SchemaInference
{
    const string Origin = "inferred from events";

    /// <summary>A model of the columns seen, unconfirmed.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="observed">Columns of the first events, names unique.</param>
    /// <param name="predictions">Distinct answers seen, by category text; empty when there were none or they are numbers that are not
    /// classes.</param>
    /// <param name="at">When they were received.</param>
    public static ModelDefinition Infer(string name, IReadOnlyList<ObservedColumn> observed, IReadOnlyCollection<string> predictions,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(observed);
        var schema = new Schema
        {
            Columns = [.. observed.Select(o => o.ToDefinition(Origin))],
            Segments = [.. observed.Where(o => o.Role == ColumnRole.Segment).Select(o => o.Name)],
        };
        ImmutableArray<SchemaChange> changes = [.. schema.Columns.Select(SchemaEvolution.Added)];
        return new ModelDefinition
        {
            Name = name,
            Task = GuessTask(schema, predictions),
            Revisions = [new SchemaRevision(1, schema, at, changes)],
            CreatedAt = at,
            IsConfirmed = false,
        };
    }

    /// <summary>The task that predictions and scores speak for; null when they say nothing.</summary>
    /// <remarks>One score or two: binary. Three or more: multiclass. Without scores: numbers are a regression unless they are only 0 and 1;
    /// of categories, at most two are binary.</remarks>
    public static ModelTask? GuessTask(Schema schema, IReadOnlyCollection<string> predictions)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(predictions);
        int scores = schema.Columns.Count(c => c.Role == ColumnRole.Score);
        if (scores >= 3) return ModelTask.Multiclass;
        if (scores > 0) return ModelTask.Binary;
        return schema.First(ColumnRole.Prediction)?.Type switch
        {
            ColumnType.Boolean => ModelTask.Binary,
            ColumnType.Numeric => predictions.Count > 0 && predictions.All(p => p is "0" or "1") ? ModelTask.Binary : ModelTask.Regression,
            ColumnType.Categorical => predictions.Count <= 2 ? ModelTask.Binary : ModelTask.Multiclass,
            _ => null,
        };
    }
}
