using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Models;

/// <summary>A registration as a model's definition. Checked before by <see cref="RegistrationProblems"/>.</summary>
static class Registration
{
    const string Origin = "registered";

    public static ModelDefinition New(string name, ModelRegistration given, DateTimeOffset now) => new()
    {
        Name = name,
        Task = given.Task is { } task ? Words.Parse<ModelTask>(task) : null,
        Positive = given.Positive,
        Threshold = given.Threshold,
        Tags = given.Tags?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, string>.Empty,
        Lateness = TimeSpan.FromSeconds(given.LatenessSeconds ?? 300),
        IsConfirmed = given.Columns is not null,
        CreatedAt = now,
        Revisions = [new SchemaRevision(1, SchemaOf(given), now, [])],
    };

    /// <summary>The model with what was given; the same object when that changes nothing.</summary>
    public static ModelDefinition Apply(ModelDefinition model, ModelRegistration given, DateTimeOffset now)
    {
        ModelDefinition after = model with
        {
            Task = given.Task is { } task ? Words.Parse<ModelTask>(task) : model.Task,
            Positive = given.Positive ?? model.Positive,
            Threshold = given.Threshold ?? model.Threshold,
            Lateness = given.LatenessSeconds is { } late ? TimeSpan.FromSeconds(late) : model.Lateness,
        };
        if (given.Tags is { } tags && !tags.OrderBy(t => t.Key, StringComparer.Ordinal).SequenceEqual(model.Tags)) after = after with { Tags = tags.ToImmutableSortedDictionary(StringComparer.Ordinal) };
        if (given.Columns is not null) after = SchemaRegistration.Apply(after, SchemaOf(given), now);
        return after == model ? model : after;
    }

    static Schema SchemaOf(ModelRegistration given) => new()
    {
        Columns = [.. (given.Columns ?? []).Select(ColumnOf)],
        Segments = [.. given.Segments ?? []],
        Protected = [.. given.Protected ?? []],
    };

    static ColumnDefinition ColumnOf(ColumnContract column) =>
        new(column.Name, column.Role is { } role ? Words.Parse<ColumnRole>(role)!.Value : ColumnRole.Feature, Words.Parse<ColumnType>(column.Type)!.Value)
        {
            ScoreOf = column.ScoreOf ?? (column.Name.StartsWith("score.", StringComparison.Ordinal) ? column.Name["score.".Length..] : null),
            Origin = Origin,
        };
}
