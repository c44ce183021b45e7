using System.Collections.Immutable;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Models;

/// <summary>How a model's columns change over time. A column once known keeps its place for ever.</summary>
public static class SchemaEvolution
{
    const string Origin = "seen in later events";

    /// <summary>What differs between two sets of columns, in the order of <paramref name="after"/>, vanished ones last.</summary>
    public static ImmutableArray<SchemaChange> Compare(Schema before, Schema after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var known = before.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var changes = ImmutableArray.CreateBuilder<SchemaChange>();
        foreach (ColumnDefinition column in after.Columns)
        {
            if (!known.Remove(column.Name, out ColumnDefinition? old)) changes.Add(Added(column));
            else if (old.Type != column.Type) changes.Add(TypeChange(old, column));
            else if (old.Role != column.Role)
                changes.Add(new SchemaChange(SchemaChangeKind.RoleChanged, column.Name, Word(old.Role), Word(column.Role), true));
        }
        changes.AddRange(before.Columns.Where(c => known.ContainsKey(c.Name)).Select(Vanished));
        return changes.ToImmutable();
    }

    /// <summary>Takes up what events showed: new columns are added behind; in an unconfirmed model a type may widen.</summary>
    /// <param name="current">The newest revision.</param>
    /// <param name="isConfirmed">True: types are fixed.</param>
    /// <param name="observed">Columns as the events show them.</param>
    /// <param name="at">When they were received.</param>
    public static SchemaAdvance Advance(SchemaRevision current, bool isConfirmed, IReadOnlyList<ObservedColumn> observed, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(observed);
        var columns = current.Columns.Columns.ToList();
        var places = columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
        var conflicts = ImmutableArray.CreateBuilder<SchemaConflict>();
        foreach (ObservedColumn seen in observed)
        {
            if (places.TryAdd(seen.Name, columns.Count)) columns.Add(seen.ToDefinition(Origin));
            else if (Fit(columns[places[seen.Name]], seen, isConfirmed) is { } fitting) columns[places[seen.Name]] = fitting;
            else conflicts.Add(Conflict(columns[places[seen.Name]], seen));
        }
        return new SchemaAdvance(Next(current, columns, observed, at), conflicts.ToImmutable());
    }

    /// <summary>Notes columns that stopped coming and columns that came again. The columns themselves stay.</summary>
    /// <param name="revisions">All revisions, oldest first.</param>
    /// <param name="silentWindows">For each column the number of consecutive whole windows, up to now, without any value of it.</param>
    /// <param name="patience">Windows without a value after which a column counts as vanished, at least 1.</param>
    /// <param name="at">Now.</param>
    /// <returns>The next revision, or the newest one when nothing changed.</returns>
    public static SchemaRevision NotePresence(ImmutableArray<SchemaRevision> revisions, IReadOnlyDictionary<string, int> silentWindows,
        int patience,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(silentWindows);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        SchemaRevision current = revisions[^1];
        ImmutableHashSet<string> gone = VanishedColumns(revisions);
        var changes = ImmutableArray.CreateBuilder<SchemaChange>();
        foreach (ColumnDefinition column in current.Columns.Columns)
        {
            if (!silentWindows.TryGetValue(column.Name, out int silent)) continue;
            if (silent >= patience && !gone.Contains(column.Name)) changes.Add(Vanished(column));
            if (silent == 0 && gone.Contains(column.Name))
                changes.Add(new SchemaChange(SchemaChangeKind.Returned, column.Name, null, Word(column.Type), true));
        }
        return changes.Count == 0 ? current : new SchemaRevision(current.Number + 1, current.Columns, at, changes.ToImmutable());
    }

    /// <summary>Columns that are known but no longer come.</summary>
    public static ImmutableHashSet<string> VanishedColumns(ImmutableArray<SchemaRevision> revisions)
    {
        var gone = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (SchemaChange change in revisions.SelectMany(r => r.Changes))
        {
            if (change.Kind == SchemaChangeKind.Vanished) gone.Add(change.Column);
            if (change.Kind == SchemaChangeKind.Returned) gone.Remove(change.Column);
        }
        return gone.ToImmutable();
    }

    internal static SchemaChange Added(ColumnDefinition column) => new(SchemaChangeKind.Added, column.Name, null, Word(column.Type), true);

    static SchemaChange Vanished(ColumnDefinition column) => new(SchemaChangeKind.Vanished, column.Name, Word(column.Type), null, false);

    /// <summary>Categories read as text lose nothing; numbers read as categories are counted on other bins.</summary>
    static SchemaChange TypeChange(ColumnDefinition old, ColumnDefinition column)
    {
        bool isWider = LiveColumns.Widen(old.Type, column.Type) == column.Type;
        bool isCompatible = old.Type is ColumnType.Boolean or ColumnType.Categorical
            && column.Type is ColumnType.Categorical or ColumnType.Text && isWider;
        return new SchemaChange(isWider ? SchemaChangeKind.Widened : SchemaChangeKind.Retyped, column.Name, Word(old.Type),
            Word(column.Type), isCompatible);
    }

    static ColumnDefinition? Fit(ColumnDefinition known, ObservedColumn seen, bool isConfirmed)
    {
        if (known.Role != seen.Role) return null;
        return LiveColumns.Widen(known.Type, seen.Type) switch
        {
            { } type when type == known.Type => known,
            { } type when !isConfirmed => known with { Type = type },
            _ => null,
        };
    }

    static SchemaRevision Next(SchemaRevision current, List<ColumnDefinition> columns, IReadOnlyList<ObservedColumn> observed,
        DateTimeOffset at)
    {
        var added = observed.Where(o => o.Role == ColumnRole.Segment && !current.Columns.Segments.Contains(o.Name)
            && current.Columns.Find(o.Name) is null);
        Schema after = current.Columns with { Columns = [.. columns],
            Segments = [.. current.Columns.Segments, .. added.Select(o => o.Name)] };
        ImmutableArray<SchemaChange> changes = Compare(current.Columns, after);
        return changes.IsEmpty ? current : new SchemaRevision(current.Number + 1, after, at, changes);
    }

    static SchemaConflict Conflict(ColumnDefinition known, ObservedColumn seen) =>
        new(known.Name, $"{Word(known.Role)}, {Word(known.Type)}", $"{Word(seen.Role)}, {Word(seen.Type)}");

    static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
