using System.Globalization;
using System.Reflection;

namespace Plumbline.Storage.Sqlite;

/// <summary>What a SQLite file is for: how we know it is ours, and how its tables came about.</summary>
/// <param name="Name">Part of the names of its scripts: <c>0001-NAME.sql</c>.</param>
/// <param name="ApplicationId">Stands in the file's header.</param>
/// <param name="PageSize">In bytes.</param>
sealed record SqliteKind(string Name, int ApplicationId, int PageSize)
{
    public static SqliteKind Catalog { get; } = new("catalog", 0x504C4301, 4096);

    /// <summary>A column with its sketches, up to 10 KB, stays whole on larger pages.</summary>
    public static SqliteKind Profiles { get; } = new("profiles", 0x504C5001, 16384);

    /// <summary>What ingestion keeps beside the log.</summary>
    public static SqliteKind Ingest { get; } = new("ingest", 0x504C4901, 4096);

    /// <summary>Lines are of all lengths; those of a usual one stand by the dozen on a page.</summary>
    public static SqliteKind Logs { get; } = new("logs", 0x504C4C01, 8192);

    /// <summary>The newest version of the tables, from 1.</summary>
    public int Version => Scripts.Count;

    /// <summary>Scripts that lead from version i to i + 1.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [.. Load(Name)];

    static IEnumerable<string> Load(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        for (int number = 1; ; number++)
        {
            string script = string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{name}.sql");
            using var stream = assembly.GetManifestResourceStream(script);
            if (stream is null) yield break;
            using var reader = new StreamReader(stream);
            yield return reader.ReadToEnd();
        }
    }
}
