using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;

namespace Plumbline.Engine.Tests.Models;

public sealed class SchemaEvolutionTests
{
    static readonly DateTimeOffset s_at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_column_goes_behind_the_known_ones_and_makes_a_revision()
    {
        SchemaAdvance advance = SchemaEvolution.Advance(First(Feature("a", ColumnType.Numeric)), true, [Feature("b", ColumnType.Boolean)],
            s_at.AddDays(1));

        Assert.Equal(2, advance.Revision.Number);
        Assert.Equal(["a", "b"], advance.Revision.Columns.Columns.Select(c => c.Name));
        Assert.Equal(s_at.AddDays(1), advance.Revision.Since);
        Assert.Equal([new SchemaChange(SchemaChangeKind.Added, "b", null, "boolean", true)], advance.Revision.Changes);
        Assert.Empty(advance.Conflicts);
    }

    [Fact]
    public void Known_columns_make_no_revision()
    {
        SchemaRevision current = First(Feature("a", ColumnType.Numeric), Feature("s", ColumnType.Categorical));

        SchemaAdvance advance = SchemaEvolution.Advance(current, false,
            [Feature("a", ColumnType.Numeric), Feature("s", ColumnType.Numeric)], s_at);

        Assert.Same(current, advance.Revision);
        Assert.Empty(advance.Conflicts);
    }

    [Theory]
    [InlineData(ColumnType.Numeric, ColumnType.Categorical, ColumnType.Categorical, false)]
    [InlineData(ColumnType.Numeric, ColumnType.Boolean, ColumnType.Categorical, false)]
    [InlineData(ColumnType.Boolean, ColumnType.Categorical, ColumnType.Categorical, true)]
    [InlineData(ColumnType.Categorical, ColumnType.Text, ColumnType.Text, true)]
    [InlineData(ColumnType.Numeric, ColumnType.Text, ColumnType.Text, false)]
    public void A_type_widens_while_the_columns_are_unconfirmed(ColumnType known, ColumnType seen, ColumnType after, bool isCompatible)
    {
        SchemaAdvance advance = SchemaEvolution.Advance(First(Feature("a", known)), false, [Feature("a", seen)], s_at);

        Assert.Equal(after, advance.Revision.Columns.Find("a")!.Type);
        SchemaChange change = Assert.Single(advance.Revision.Changes);
        Assert.Equal((SchemaChangeKind.Widened, isCompatible), (change.Kind, change.IsCompatible));
    }

    [Fact]
    public void A_confirmed_type_stays_and_the_contradiction_is_said()
    {
        SchemaRevision current = First(Feature("a", ColumnType.Numeric));

        SchemaAdvance advance = SchemaEvolution.Advance(current, true, [Feature("a", ColumnType.Categorical)], s_at);

        Assert.Same(current, advance.Revision);
        Assert.Equal([new SchemaConflict("a", "feature, numeric", "feature, categorical")], advance.Conflicts);
    }

    [Theory]
    [InlineData(ColumnType.Vector, ColumnType.Numeric)]
    [InlineData(ColumnType.Categorical, ColumnType.Vector)]
    public void Vectors_and_single_values_never_mix(ColumnType known, ColumnType seen)
    {
        SchemaAdvance advance = SchemaEvolution.Advance(First(Feature("a", known)), false, [Feature("a", seen)], s_at);

        Assert.Single(advance.Conflicts);
        Assert.Equal(known, advance.Revision.Columns.Find("a")!.Type);
    }

    [Fact]
    public void A_feature_does_not_become_a_segment_by_being_sent_as_one()
    {
        SchemaAdvance advance = SchemaEvolution.Advance(First(Feature("a", ColumnType.Categorical)), false,
            [new ObservedColumn("a", ColumnRole.Segment, ColumnType.Categorical)], s_at);

        Assert.Single(advance.Conflicts);
        Assert.Empty(advance.Revision.Columns.Segments);
    }

    [Fact]
    public void A_new_segment_is_named_among_the_segments()
    {
        SchemaAdvance advance = SchemaEvolution.Advance(First(Feature("a", ColumnType.Numeric)), true,
            [new ObservedColumn("region", ColumnRole.Segment, ColumnType.Categorical)], s_at);

        Assert.Equal(["region"], advance.Revision.Columns.Segments);
    }

    [Fact]
    public void Comparing_says_what_was_added_retyped_moved_and_lost()
    {
        var before = new Schema { Columns = [Feature("a", ColumnType.Numeric).ToDefinition(""),
            Feature("b", ColumnType.Text).ToDefinition(""),
            Feature("c", ColumnType.Categorical).ToDefinition(""), Feature("d", ColumnType.Boolean).ToDefinition("")] };
        var after = new Schema { Columns = [before.Columns[0], before.Columns[1] with { Type = ColumnType.Numeric },
            before.Columns[2] with { Role = ColumnRole.Segment }, Feature("e", ColumnType.Vector).ToDefinition("")] };

        ImmutableArray<SchemaChange> changes = SchemaEvolution.Compare(before, after);

        Assert.Equal([
            new SchemaChange(SchemaChangeKind.Retyped, "b", "text", "numeric", false),
            new SchemaChange(SchemaChangeKind.RoleChanged, "c", "feature", "segment", true),
            new SchemaChange(SchemaChangeKind.Added, "e", null, "vector", true),
            new SchemaChange(SchemaChangeKind.Vanished, "d", "boolean", null, false)], changes);
    }

    [Fact]
    public void A_column_vanishes_after_enough_silent_windows_once_and_returns_once()
    {
        ImmutableArray<SchemaRevision> revisions = [First(Feature("a", ColumnType.Numeric), Feature("b", ColumnType.Numeric))];

        Assert.Same(revisions[0], SchemaEvolution.NotePresence(revisions, Silent(0, 2), 3, s_at));
        revisions = revisions.Add(SchemaEvolution.NotePresence(revisions, Silent(0, 3), 3, s_at));
        Assert.Equal((SchemaChangeKind.Vanished, "b"), (revisions[^1].Changes[0].Kind, revisions[^1].Changes[0].Column));
        Assert.Equal(2, revisions[^1].Columns.Columns.Length);
        Assert.Same(revisions[^1], SchemaEvolution.NotePresence(revisions, Silent(0, 9), 3, s_at));
        revisions = revisions.Add(SchemaEvolution.NotePresence(revisions, Silent(0, 0), 3, s_at));
        Assert.Equal(SchemaChangeKind.Returned, Assert.Single(revisions[^1].Changes).Kind);
        Assert.Empty(SchemaEvolution.VanishedColumns(revisions));
    }

    static Dictionary<string, int> Silent(int a, int b) => new() { ["a"] = a, ["b"] = b };

    static ObservedColumn Feature(string name, ColumnType type) => new(name, ColumnRole.Feature, type);

    static SchemaRevision First(params ObservedColumn[] columns) => SchemaInference.Infer("m", columns, [], s_at).Schema;
}
