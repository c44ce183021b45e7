using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Models;

/// <summary>Columns registered for a model that has columns already. A known column keeps its place; one that is left out stays known.</summary>
static class SchemaRegistration
{
    /// <summary>The model with a next revision, or as it was where the columns are the same.</summary>
    /// <exception cref="ProblemException">409: a type would change so that stored rows could no longer be read as the column.</exception>
    public static ModelDefinition Apply(ModelDefinition model, Schema given, DateTimeOffset now)
    {
        Schema before = model.Schema.Columns, after = Merge(before, given);
        ImmutableArray<SchemaChange> changes = SchemaEvolution.Compare(before, after);
        if (changes.FirstOrDefault(c => c.Kind == SchemaChangeKind.Retyped) is { } retyped)
            throw ProblemException.Conflict($"columns.{retyped.Column}", retyped.To,
                $"The column '{ProblemException.Shorten(retyped.Column)}' is {retyped.From} and cannot become {retyped.To}: rows that are stored would not fit. Send it under another name, or delete the model.");
        if (after.Columns.Length > IngestLimits.Columns)
            throw ProblemException.Limit("columns", after.Columns.Length, IngestLimits.Columns, $"With those already known the model would have {after.Columns.Length} columns; it may have {IngestLimits.Columns}.");
        if (changes.IsEmpty && SameNames(before, after)) return model.IsConfirmed ? model : model with { IsConfirmed = true };
        if (model.Schema.Number >= IngestLimits.Revisions)
            throw ProblemException.Limit("schema_revisions", model.Schema.Number + 1, IngestLimits.Revisions, $"The columns have changed {IngestLimits.Revisions} times, the most they may.");
        var revision = new SchemaRevision(model.Schema.Number + 1, after, now, changes);
        return model with { Revisions = model.Revisions.Add(revision), IsConfirmed = true };
    }

    static Schema Merge(Schema before, Schema given)
    {
        var byName = given.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return given with
        {
            Columns = [.. before.Columns.Select(c => byName.GetValueOrDefault(c.Name) is { } now ? c with { Role = now.Role, Type = now.Type, ScoreOf = now.ScoreOf } : c),
                .. given.Columns.Where(c => before.Find(c.Name) is null)],
            Segments = given.Segments.IsEmpty ? before.Segments : given.Segments,
            Protected = given.Protected.IsEmpty ? before.Protected : given.Protected,
        };
    }

    static bool SameNames(Schema before, Schema after) => before.Segments.SequenceEqual(after.Segments) && before.Protected.SequenceEqual(after.Protected);
}
