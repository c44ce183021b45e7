using Plumbline.Engine.Columns;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Models;

/// <summary>Everything that is wrong with the schema of a registration.</summary>
sealed class SchemaProblems(RegistrationProblems problems)
{
    const string Columns = "schema.columns";

    static readonly ColumnRole[] s_once = [ColumnRole.Prediction, ColumnRole.Target, ColumnRole.Timestamp, ColumnRole.Id,
        ColumnRole.Latency,
        ColumnRole.Weight, ColumnRole.Version, ColumnRole.Environment, ColumnRole.Error];

    public void Look(SchemaRequest schema)
    {
        if (schema.Columns is { } columns) LookAt(columns);
        if (schema.Segments is { Count: > IngestLimits.SegmentColumns } segments)
            problems.Add("schema.segments", RegistrationProblems.Text(segments.Count), $"at most {IngestLimits.SegmentColumns}",
                $"{segments.Count} segment columns are more than the {IngestLimits.SegmentColumns} a model may have.");
        Known("schema.segments", schema.Segments, schema.Columns);
        Known("schema.protected", schema.Protected, schema.Columns);
    }

    void LookAt(IReadOnlyList<ColumnContract> columns)
    {
        if (columns.Count is 0 or > IngestLimits.Columns)
        {
            problems.Add(Columns, RegistrationProblems.Text(columns.Count), $"1 to {IngestLimits.Columns}",
                $"{columns.Count} columns; a model has 1 to {IngestLimits.Columns}. Leave them out to have them inferred.");
            return;
        }
        for (int i = 0; i < columns.Count; i++) LookAt(columns[i], $"{Columns}[{i}]");
        foreach (var twice in columns.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(Columns, twice.Key, "each name once",
                $"The column '{ProblemException.Shorten(twice.Key)}' is given {twice.Count()} times.");
        foreach (var twice in columns.GroupBy(RoleOf).Where(g => g.Key is { } role && s_once.Contains(role) && g.Count() > 1))
            problems.Add(Columns, Words.Of(twice.Key!.Value), "each such role once",
                $"The role '{Words.Of(twice.Key.Value)}' is given to {twice.Count()} columns; one may have it.");
    }

    void LookAt(ColumnContract column, string place)
    {
        string types = Words.All<ColumnType>(), roles = Words.All<ColumnRole>();
        if (!ModelNames.IsText(column.Name))
            problems.Add(place + ".name", column.Name, "1 to 200 bytes without control characters",
                $"'{ProblemException.Shorten(column.Name)}' cannot be the name of a column.");
        if (Words.Parse<ColumnType>(column.Type) is null)
            problems.Add(place + ".type", column.Type, types, $"'{ProblemException.Shorten(column.Type)}' is no type; allowed: {types}.");
        if (RoleOf(column) is not { } role)
            problems.Add(place + ".role", column.Role, roles, $"'{ProblemException.Shorten(column.Role)}' is no role; allowed: {roles}.");
        else if (TakenNames.Misused(column.Name, role) is { } why)
            problems.Add(place + ".name", column.Name, "a name that is not taken", why);
        else if (column.ScoreOf is not null && role != ColumnRole.Score)
            problems.Add(place + ".score_of", column.ScoreOf, "only for the role score", "Only a score is of a class.");
    }

    // Without columns in the request the names are those the model has.
    void Known(string field, IReadOnlyList<string>? names, IReadOnlyList<ColumnContract>? columns)
    {
        if (names is null || columns is null) return;
        foreach (string name in names.Where(n => columns.All(c => c.Name != n)).Take(10))
            problems.Add(field, name, "a name of 'schema.columns'",
                $"'{ProblemException.Shorten(name)}' is named in '{field}' but is no column.");
    }

    static ColumnRole? RoleOf(ColumnContract column) => column.Role is null ? ColumnRole.Feature : Words.Parse<ColumnRole>(column.Role);
}
