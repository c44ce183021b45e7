using Plumbline.Engine.Columns;
using Plumbline.Statistics;

namespace Plumbline.Engine.Profiles;

/// <summary>The summary of a set of rows: what remains when the rows are gone.</summary>
public sealed record DatasetProfile
{
    /// <summary>Where the rows came from, for showing.</summary>
    public required string Path { get; init; }

    /// <summary>Rows, refused ones not among them.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public long Refused { get; init; }

    /// <summary>The columns with roles and types, also those in the role ignore, which have no profile.</summary>
    public required Schema Schema { get; init; }

    /// <summary>First and last moment of the timestamp column, null without one.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>The columns in the order of the schema.</summary>
    public IReadOnlyList<ColumnProfile> Columns { get; init; } = [];

    /// <summary>Equal for profiles on the same bin set.</summary>
    public ulong BinSetFingerprint
    {
        get
        {
            ulong fingerprint = 0;
            foreach (var column in Columns)
                fingerprint = StableHash.Combine(fingerprint, StableHash.Combine(StableHash.Of(column.Column.Name),
                    column.Content.Cells?.Fingerprint ?? 0));
            return fingerprint;
        }
    }

    /// <summary>The column of that name, or null.</summary>
    public ColumnProfile? Find(string name) => Columns.FirstOrDefault(c => c.Column.Name == name);

    internal DatasetProfile WithTimes()
    {
        var times = Columns.FirstOrDefault(c => c.Column.Role == ColumnRole.Timestamp)?.Content as ColumnContent.Times;
        return this with { From = times?.From, To = times?.To };
    }
}
