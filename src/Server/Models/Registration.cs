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
        RetentionDays = given.RetentionDays is 0 ? null : given.RetentionDays,
        IsConfirmed = given.Schema?.Columns is not null,
        CreatedAt = now,
        Revisions = [new SchemaRevision(1, SchemaOf(given.Schema), now, [])],
    };

    /// <summary>The model with what was given; the same object when that changes nothing.</summary>
    public static ModelDefinition Apply(ModelDefinition model, ModelRegistration given, DateTimeOffset now)
    {
        var after = model with
        {
            Task = given.Task is { } task ? Words.Parse<ModelTask>(task) : model.Task,
            Positive = given.Positive ?? model.Positive,
            Threshold = given.Threshold ?? model.Threshold,
            Lateness = given.LatenessSeconds is { } late ? TimeSpan.FromSeconds(late) : model.Lateness,
            RetentionDays = given.RetentionDays is { } days ? (days == 0 ? null : days) : model.RetentionDays,
        };
        if (given.Tags is { } tags && !tags.OrderBy(t => t.Key, StringComparer.Ordinal).SequenceEqual(model.Tags))
            after = after with { Tags = tags.ToImmutableSortedDictionary(StringComparer.Ordinal) };
        if (given.Schema is { } schema) after = SchemaRegistration.Apply(after, schema, SchemaOf(schema), now);
        return after == model ? model : after;
    }

    static Schema SchemaOf(SchemaRequest? given) => new()
    {
        Columns = [.. (given?.Columns ?? []).Select(ColumnOf)],
        Segments = [.. given?.Segments ?? []],
        Protected = [.. given?.Protected ?? []],
    };

    static ColumnDefinition ColumnOf(ColumnContract column) =>
        new(column.Name, column.Role is { } role ? Words.Parse<ColumnRole>(role)!.Value : ColumnRole.Feature,
            Words.Parse<ColumnType>(column.Type)!.Value)
        {
            ScoreOf = column.ScoreOf ?? ClassOf(column.Name),
            Origin = Origin,
        };

    static string? ClassOf(string column) =>
        column.StartsWith(LiveColumns.ScorePrefix, StringComparison.Ordinal) ? column[LiveColumns.ScorePrefix.Length..] : null;
}
