using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Models;

/// <summary>A schema registered for a model that has one already. A known column keeps its place; one that is left out stays
/// known.</summary>
static class SchemaRegistration
{
    /// <summary>The model with a next revision, or as it was where the schema is the same.</summary>
    /// <exception cref="ProblemException">409: it was made from an older revision, or a type would change so that stored rows could no
    /// longer be
    /// read as the column. 422: too many columns, or a segment that is no column.</exception>
    public static ModelDefinition Apply(ModelDefinition model, SchemaRequest request, Schema given, DateTimeOffset now)
    {
        RequireNewest(model, request.Revision);
        Schema before = model.Schema.Columns, after = Merge(before, given);
        var changes = SchemaEvolution.Compare(before, after);
        RequireReadable(changes);
        RequireKnown("schema.segments", after.Segments, after);
        RequireKnown("schema.protected", after.Protected, after);
        if (after.Columns.Length > IngestLimits.Columns)
            throw ProblemException.Limit("columns", after.Columns.Length, IngestLimits.Columns,
                $"With those already known the model would have {after.Columns.Length} columns; it may have {IngestLimits.Columns}.");
        bool isConfirmed = model.IsConfirmed || request.Columns is not null;
        if (changes.IsEmpty && SameNames(before, after))
            return model.IsConfirmed == isConfirmed ? model : model with { IsConfirmed = true };
        if (model.Schema.Number >= IngestLimits.Revisions)
            throw ProblemException.Limit("schema_revisions", model.Schema.Number + 1, IngestLimits.Revisions,
                $"The columns have changed {IngestLimits.Revisions} times, the most they may.");
        var revision = new SchemaRevision(model.Schema.Number + 1, after, now, changes);
        return model with { Revisions = model.Revisions.Add(revision), IsConfirmed = isConfirmed };
    }

    static void RequireNewest(ModelDefinition model, int? revision)
    {
        if (revision is not { } made || made == model.Schema.Number) return;
        throw ProblemException.Conflict("schema.revision", made.ToString(CultureInfo.InvariantCulture),
            $"The schema was made from revision {made}; revision {model.Schema.Number} is the newest. Look at that one, or leave "
                + "'revision' out.");
    }

    static void RequireReadable(ImmutableArray<SchemaChange> changes)
    {
        if (changes.FirstOrDefault(c => c.Kind == SchemaChangeKind.Retyped) is not { } retyped) return;
        throw ProblemException.Conflict($"schema.columns.{retyped.Column}", retyped.To,
            $"The column '{ProblemException.Shorten(retyped.Column)}' is {retyped.From} and cannot become {retyped.To}: rows that are "
                + "stored would not fit. "
            + "Send it under another name, or delete the model.");
    }

    static void RequireKnown(string field, ImmutableArray<string> names, Schema schema)
    {
        if (names.FirstOrDefault(n => schema.Find(n) is null) is not { } unknown) return;
        throw ProblemException.Invalid(field, unknown, "the name of a column",
            $"'{ProblemException.Shorten(unknown)}' is named in '{field}' but the model has no such column.");
    }

    static Schema Merge(Schema before, Schema given)
    {
        var byName = given.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        return given with
        {
            Columns = [.. before.Columns.Select(c => Registered(c, byName.GetValueOrDefault(c.Name))),
                .. given.Columns.Where(c => before.Find(c.Name) is null)],
            Segments = given.Segments.IsEmpty ? before.Segments : given.Segments,
            Protected = given.Protected.IsEmpty ? before.Protected : given.Protected,
        };
    }

    static ColumnDefinition Registered(ColumnDefinition known, ColumnDefinition? given) =>
        given is null ? known : known with { Role = given.Role, Type = given.Type, ScoreOf = given.ScoreOf };

    static bool SameNames(Schema before, Schema after) =>
        before.Segments.SequenceEqual(after.Segments) && before.Protected.SequenceEqual(after.Protected);
}
