using System.Text.Json;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Reads every row that is not plain and says which cannot be read.</summary>
static class CatalogCheck
{
    public static IEnumerable<string> Rows(SqliteSession session)
    {
        var bodies = Bodies(session, "models", "number", static b => ModelTable.Read(1, b))
            .Concat(Bodies(session, "monitors", "number", static b => MonitorTable.Read(1, b)))
            .Concat(Bodies(session, "monitor_revisions", "monitor", static b => MonitorTable.Read(1, b)))
            .Concat(Bodies(session, "evaluations", "number", static b => CatalogJson.Read(b, CatalogJsonContext.Default.Evaluation)))
            .Concat(Bodies(session, "alerts", "number", static b => CatalogJson.Read(b, CatalogJsonContext.Default.Alert)));
        return bodies.Concat(Profiles(session)).Concat(Annotations(session)).Concat(BaselineTable.Check(session));
    }

    static List<string> Bodies(SqliteSession session, string table, string number, Action<string> read)
    {
        List<string> problems = [];
        session.ForEach($"SELECT {number}, body FROM {table}", row => Try(problems, table, row.GetInt64(0), () => read(row.GetString(1))));
        return problems;
    }

    static List<string> Annotations(SqliteSession session)
    {
        List<string> problems = [];
        AnnotationTable.Check(session, (number, read) => Try(problems, "annotations", number, read));
        return problems;
    }

    static List<string> Profiles(SqliteSession session)
    {
        List<string> problems = [];
        session.ForEach("SELECT number, is_compressed, bytes FROM evaluated_profiles", row =>
            Try(problems, "evaluated_profiles", row.GetInt64(0),
                () => new PackedBytes(row.GetBoolean(1), (byte[])row.GetValue(2)).Unpack()));
        return problems;
    }

    static void Try(List<string> problems, string table, long number, Action read)
    {
        try
        {
            read();
        }
        catch (Exception problem) when (problem is JsonException or InvalidDataException or FormatException)
        {
            problems.Add($"row {number} of {table} cannot be read ({problem.Message})");
        }
    }
}
