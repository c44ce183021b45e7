using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Statistics.Descriptive;

namespace Plumbline.Engine.Profiles;

/// <summary>What the rows of a model are counted on: columns with their frozen cells, and no rows.</summary>
public sealed record BinSet
{
    BinSet(DatasetProfile profile)
    {
        Profile = profile;
        Fingerprint = profile.BinSetFingerprint;
    }

    /// <summary>Columns and cells; every count is 0.</summary>
    public DatasetProfile Profile { get; }

    /// <summary>Equal for equal bin sets.</summary>
    public ulong Fingerprint { get; }

    /// <summary>True for a column that cells hold. Ids say nothing as counts; truths arrive later than the rows and are added when a
    /// window is judged.</summary>
    public static bool Counts(ColumnDefinition column) =>
        column.Role is not (ColumnRole.Id or ColumnRole.Timestamp or ColumnRole.Target or ColumnRole.Ignore);

    /// <summary>The bin set of a profile, as far as cells hold its columns.</summary>
    public static BinSet Of(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Of(profile.Schema, [.. profile.Columns.Where(c => Counts(c.Column)).Select(Empty)]);
    }

    /// <summary>Freezes a bin set on rows.</summary>
    /// <param name="schema">The model's columns.</param>
    /// <param name="rows">Values by column; a column without any gets none.</param>
    internal static BinSet Freeze(Schema schema, ILookup<string, (ColumnSlice Slice, int[] Rows)> rows) =>
        Of(schema, [.. schema.Columns.Where(c => Counts(c) && rows.Contains(c.Name)).Select(c => Frozen(c, rows[c.Name]))]);

    /// <summary>This bin set, and the columns only another one has on the cells of that one.</summary>
    public BinSet And(BinSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var more = other.Profile.Columns.Where(c => Profile.Find(c.Column.Name) is null);
        return Of(Profile.Schema, [.. Profile.Columns, .. more]);
    }

    static BinSet Of(Schema schema, ImmutableArray<ColumnProfile> columns)
    {
        ImmutableArray<ColumnDefinition> definitions = [.. columns.Select(c => c.Column)];
        return new BinSet(new DatasetProfile
        {
            Path = "",
            Rows = 0,
            Schema = schema with { Columns = definitions },
            Columns = columns,
        });
    }

    static ColumnProfile Empty(ColumnProfile column) => new()
    {
        Column = column.Column,
        Rows = 0,
        Missing = MissingValues.None,
        Unreadable = UnreadableValues.None,
        Content = column.Content switch
        {
            ColumnContent.Numbers numbers => EmptyOn(numbers.On),
            ColumnContent.Categories categories => categories.Empty(),
            ColumnContent.Times => new ColumnContent.Times(null, null, 0),
            ColumnContent.Vectors vectors => vectors with { Count = 0 },
            _ => throw new System.Diagnostics.UnreachableException(),
        },
    };

    static ColumnContent.Numbers EmptyOn(ColumnCells.Numbers cells) => new()
    {
        On = cells,
        Counts = [.. new long[cells.Bins.CellCount]],
        PsiCounts = [.. new long[cells.PsiBins.CellCount]],
        Moments = new Moments(),
        Distinct = 0,
    };

    static ColumnProfile Frozen(ColumnDefinition column, IEnumerable<(ColumnSlice Slice, int[] Rows)> parts) => new()
    {
        Column = column,
        Rows = 0,
        Missing = MissingValues.None,
        Unreadable = UnreadableValues.None,
        Content = column.Type switch
        {
            ColumnType.Numeric => EmptyOn(ColumnCells.Numbers.Freeze([.. Numbers(parts).Order()])),
            ColumnType.Categorical or ColumnType.Boolean or ColumnType.Text => EmptyOn(ColumnCells.Categories.Freeze(
                Texts(parts).CountBy(t => t, StringComparer.Ordinal).Select(c => KeyValuePair.Create(c.Key, (long)c.Value)))),
            ColumnType.Timestamp => new ColumnContent.Times(null, null, 0),
            ColumnType.Vector => new ColumnContent.Vectors(0, 0),
        },
    };

    static ColumnContent.Categories EmptyOn(ColumnCells.Categories cells) =>
        new() { On = cells, Counts = [.. new long[cells.Names.Length]], Distinct = 0 };

    static IEnumerable<double> Numbers(IEnumerable<(ColumnSlice Slice, int[] Rows)> parts) =>
        from part in parts
        let slice = part.Slice as NumericSlice
        where slice is not null
        from row in part.Rows
        let value = slice.Values.Span[row]
        where double.IsFinite(value)
        select value;

    static IEnumerable<string> Texts(IEnumerable<(ColumnSlice Slice, int[] Rows)> parts) =>
        from part in parts
        let slice = part.Slice as CategoricalSlice
        where slice is not null
        from row in part.Rows
        let code = slice.Codes.Span[row]
        where code >= 0
        select slice.Categories[code];
}
