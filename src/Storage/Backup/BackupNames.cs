using System.Text.RegularExpressions;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Backups;

/// <summary>The names an archive may hold. Everything else is refused: a name in an archive decides where a file is written.</summary>
static partial class BackupNames
{
    public const string Header = "plumbline-backup";
    public const string Manifest = "manifest.json";
    public const string ManifestCheck = "manifest.sha256";
    public const string Format = "format";
    public const string Catalog = "catalog.db";
    public const string Profiles = "profiles.db";
    public const string Ingest = "ingest.db";
    public const string Logs = "logs.db";
    public const string Events = "events.duckdb";
    public const string EventsWal = "events.duckdb.wal";
    public const string EventsMark = "events.mark";
    public const string LogMark = "log/mark";
    public const string Identities = "log/identities/manifest";

    static readonly string[] s_fixed = [Format, Catalog, Profiles, Ingest, Logs, Events, EventsWal, EventsMark, LogMark, Identities];

    /// <summary>True for the name of a file of a data folder.</summary>
    public static bool IsKnown(string name) => s_fixed.Contains(name) || Numbered().IsMatch(name);

    public static string Segment(string path) => "log/" + Path.GetFileName(path);

    public static string Run(string path) => "log/identities/" + Path.GetFileName(path);

    /// <summary>Where a known name belongs in a folder.</summary>
    public static string In(string folder, string name) => Path.Combine([folder, .. name.Split('/')]);

    public static void CreateFolders(string folder)
    {
        Disk.CreateOwnedFolder(folder);
        Disk.CreateOwnedFolder(Path.Combine(folder, "log"));
        Disk.CreateOwnedFolder(Path.Combine(folder, "log", "identities"));
    }

    [GeneratedRegex(@"\A(log/[0-9]{8,19}\.log|log/identities/[0-9]{8,19}\.run)\z")]
    private static partial Regex Numbered();
}
