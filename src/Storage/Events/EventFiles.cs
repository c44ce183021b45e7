namespace Plumbline.Storage.Events;

/// <summary>The files of the event store in the data folder.</summary>
sealed record EventFiles(string Folder)
{
    internal string Database => Path.Combine(Folder, "events.duckdb");

    /// <summary>The write-ahead log beside the database; DuckDB names it.</summary>
    internal string Wal => Database + ".wal";

    /// <summary>How far the database had come, kept outside of it.</summary>
    internal string Mark => Path.Combine(Folder, "events.mark");

    /// <summary>The next mark while it is being written.</summary>
    internal string NextMark => Mark + ".next";

    internal string Temporary => Path.Combine(Folder, "events.tmp");

    internal long WalBytes => File.Exists(Wal) ? new FileInfo(Wal).Length : 0;

    internal void Delete()
    {
        File.Delete(Wal);
        File.Delete(Database);
        File.Delete(Mark);
        File.Delete(NextMark);
        if (Directory.Exists(Temporary)) Directory.Delete(Temporary, recursive: true);
    }
}
