using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Models;

/// <summary>Models as the HTTP contract shows them.</summary>
static class ModelViews
{
    /// <summary>A model with what is stored of it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="counts">What is stored of it.</param>
    /// <param name="lastEvent">Time of its last event.</param>
    /// <param name="seq">Up to where that is counted.</param>
    /// <param name="asOf">When the row of that number was received.</param>
    public static ModelView Of(ModelDefinition model, ModelCounts counts, DateTimeOffset? lastEvent, long seq, DateTimeOffset? asOf) =>
        new()
    {
        Name = model.Name,
        Task = model.Task is { } task ? Words.Of(task) : null,
        Positive = model.Positive,
        Threshold = model.Threshold,
        LatenessSeconds = model.Lateness.TotalSeconds,
        RetentionDays = model.RetentionDays,
        IsConfirmed = model.IsConfirmed,
        Tags = model.Tags,
        Schema = Of(model.Schema),
        Versions = [.. model.Versions.Select(v => v.Name)],
        Counts = counts,
        LastEventAt = lastEvent,
        CreatedAt = model.CreatedAt,
        Seq = seq,
        AsOf = asOf,
    };

    public static ModelSummary SummaryOf(ModelDefinition model) => new(model.Name, model.IsConfirmed, model.Schema.Columns.Columns.Length,
        model.Versions.Length, model.Tags, model.CreatedAt, model.Task is { } task ? Words.Of(task) : null);

    public static RevisionView Of(SchemaRevision revision) => new(revision.Number, revision.Since, [.. revision.Columns.Columns.Select(Of)],
        revision.Columns.Segments, revision.Columns.Protected, [.. revision.Changes.Select(Of)]);

    public static VersionView Of(ModelVersion version) => new(version.Name, version.FirstSeen, Words.Of(version.Role), version.Environment);

    static ColumnContract Of(ColumnDefinition column) => new(column.Name, Words.Of(column.Type), Words.Of(column.Role), column.ScoreOf);

    static ChangeView Of(SchemaChange change) => new(Words.Of(change.Kind), change.Column, change.IsCompatible, change.From, change.To);
}
