using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Models;

/// <summary>Models as the HTTP contract shows them.</summary>
static class ModelViews
{
    public static ModelView Of(ModelDefinition model) => new()
    {
        Name = model.Name,
        Task = model.Task is { } task ? Words.Of(task) : null,
        Positive = model.Positive,
        Threshold = model.Threshold,
        LatenessSeconds = model.Lateness.TotalSeconds,
        IsConfirmed = model.IsConfirmed,
        Tags = model.Tags,
        Schema = Of(model.Schema),
        Versions = [.. model.Versions.Select(Of)],
        CreatedAt = model.CreatedAt,
    };

    public static ModelSummary SummaryOf(ModelDefinition model) => new(model.Name, model.IsConfirmed, model.Schema.Columns.Columns.Length,
        model.Versions.Length, model.Tags, model.CreatedAt, model.Task is { } task ? Words.Of(task) : null);

    public static RevisionView Of(SchemaRevision revision) => new(revision.Number, revision.Since, [.. revision.Columns.Columns.Select(Of)],
        revision.Columns.Segments, revision.Columns.Protected, [.. revision.Changes.Select(Of)]);

    public static VersionView Of(ModelVersion version) => new(version.Name, version.FirstSeen, Words.Of(version.Role));

    static ColumnContract Of(ColumnDefinition column) => new(column.Name, Words.Of(column.Type), Words.Of(column.Role), column.ScoreOf);

    static ChangeView Of(SchemaChange change) => new(Words.Of(change.Kind), change.Column, change.IsCompatible, change.From, change.To);
}
