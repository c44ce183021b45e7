using System.Collections.Immutable;

namespace Plumbline.Engine.Models;

/// <summary>What became of a model's columns when events showed something new.</summary>
/// <param name="Revision">The newest revision; the one before when nothing changed.</param>
/// <param name="Conflicts">Columns whose events contradict the schema; they stay as they are.</param>
public sealed record SchemaAdvance(SchemaRevision Revision, ImmutableArray<SchemaConflict> Conflicts);

/// <summary>A column that events show otherwise than the schema allows.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Known">Role and type in the schema.</param>
/// <param name="Seen">Role and type in the events.</param>
public sealed record SchemaConflict(string Column, string Known, string Seen);
