using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>What chosen rows have in common and the other rows of the same time have not: counted, never guessed.</summary>
sealed class CommonValues(IEventStore events)
{
    /// <summary>Rows looked at before a sample has to do.</summary>
    public const int MostRows = 100_000;

    /// <summary>Below so many rows nearly anything may be the same by chance.</summary>
    const int LeastRows = 10;

    const double Nearly = .9, Special = .15;
    const int MostColumns = 8;

    /// <summary>Values of segments, version, environment and protected columns that nearly all chosen rows have, the most telling
    /// first.</summary>
    public IReadOnlyList<CommonValue> Of(ModelDefinition model, EventQuery chosen, RowCount count, CancellationToken cancellationToken)
    {
        if (count.Chosen < LeastRows || count.Chosen >= count.All) return [];
        string[] columns = [.. Candidates(model.Schema.Columns, chosen).Take(MostColumns)];
        if (columns.Length == 0) return [];
        var all = new EventQuery { From = chosen.From, To = chosen.To, Columns = columns };
        var (few, own) = Read(model, chosen with { Columns = columns }, count.Chosen, columns, cancellationToken);
        var (some, rest) = Read(model, all, count.All, columns, cancellationToken);
        return [.. columns.Select(c => Common(c, own[c], rest[c], Math.Max(few, some))).OfType<CommonValue>()
            .OrderByDescending(c => c.Share - c.ShareOfAll)];
    }

    static CommonValue? Common(string column, Shares chosen, Shares all, int oneIn)
    {
        if (chosen.Rows == 0) return null;
        var (value, rows) = chosen.Most;
        double share = rows / (double)chosen.Rows, usual = all.Rows == 0 ? 0 : all.Of(value) / (double)all.Rows;
        return share >= Nearly && share - usual >= Special ? new CommonValue(column, value, share, usual, oneIn) : null;
    }

    static IEnumerable<string> Candidates(Schema schema, EventQuery chosen)
    {
        var asked = chosen.Where.Select(w => w.Key).ToHashSet(StringComparer.Ordinal);
        var named = schema.Segments.Concat(schema.Protected);
        var roles = schema.Columns.Where(c => (c.Role == ColumnRole.Version && chosen.Version is null)
            || (c.Role == ColumnRole.Environment && chosen.Environment is null)).Select(c => c.Name);
        return named.Concat(roles).Distinct(StringComparer.Ordinal)
            .Where(n => !asked.Contains(n) && schema.Find(n)?.Type is ColumnType.Categorical or ColumnType.Boolean or ColumnType.Text);
    }

    (int OneIn, Dictionary<string, Shares> Shares) Read(ModelDefinition model, EventQuery query, long rows, string[] columns,
        CancellationToken cancellationToken)
    {
        int oneIn = OneIn(rows);
        using var opened = events.Open(model, query with { OneIn = oneIn }, cancellationToken);
        return (oneIn, columns.ToDictionary(c => c, c => Shares.Of(opened.Read(c, cancellationToken)), StringComparer.Ordinal));
    }

    /// <summary>So that no more than <see cref="MostRows"/> are looked at.</summary>
    public static int OneIn(long rows) => (int)Math.Max(1, (rows + MostRows - 1) / MostRows);

    /// <summary>How often each value of a column stands in rows.</summary>
    sealed class Shares(IReadOnlyList<string> categories, long[] counts, int rows)
    {
        public int Rows => rows;

        public (string Value, long Rows) Most => counts.Length == 0 ? ("", 0) : categories.Zip(counts).MaxBy(c => c.Second);

        public static Shares Of(ColumnSlice slice)
        {
            if (slice is not CategoricalSlice texts) return new Shares([], [], slice.Length);
            long[] counts = new long[texts.Categories.Count];
            foreach (int code in texts.Codes.Span)
                if (code >= 0) counts[code]++;
            return new Shares(texts.Categories, counts, slice.Length);
        }

        public long Of(string value)
        {
            for (int i = 0; i < counts.Length; i++)
                if (categories[i] == value) return counts[i];
            return 0;
        }
    }
}
