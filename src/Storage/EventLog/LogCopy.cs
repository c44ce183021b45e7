using Plumbline.Storage.Backups;

namespace Plumbline.Storage.Logs;

/// <summary>The files of the log as it is at one moment, while it is written: segments and runs of ids only grow or go, so they are held
/// open; the two small files that change in place are written anew beside them.</summary>
sealed record LogCopy(long LastSeq, IReadOnlyList<BackupPart> Parts)
{
    const int MostTries = 100;

    /// <summary>Opens what is there now.</summary>
    /// <param name="log">What is on disk now; asked after the runs, so that no run knows an id the log does not have.</param>
    public static LogCopy Take(string folder, ulong folderId, Func<DurableLog> log, string markCopy, string manifestCopy)
    {
        for (int tries = 1; ; tries++)
        {
            var parts = new List<BackupPart>();
            try
            {
                string identities = Path.Combine(folder, "identities");
                IdentityManifest manifest = IdentityManifest.Read(IdentityManifest.PathIn(identities), folderId);
                foreach (RunNote run in manifest.Runs) parts.Add(Run(IdentityRun.PathOf(identities, run.Number)));
                DurableLog durable = log();
                for (int i = 0; i < durable.Segments.Length; i++) parts.Add(SegmentOf(durable, i));
                manifest.Write(manifestCopy, folderId);
                HighWater.Create(markCopy, folderId,
                    new HighWaterMark(durable.Segments[0].Number, durable.Segments[^1].Number, durable.End, durable.LastSeq));
                return new LogCopy(durable.LastSeq, parts);
            }
            catch (FileNotFoundException) when (tries < MostTries)
            {
                // Runs were merged, or segments that had been released before went, between reading their names and opening them.
                foreach (BackupPart part in parts) part.Dispose();
            }
            catch
            {
                foreach (BackupPart part in parts) part.Dispose();
                throw;
            }
        }
    }

    static BackupPart Run(string path) => BackupPart.Open(BackupNames.Run(path), path);

    static BackupPart SegmentOf(DurableLog log, int index) =>
        BackupPart.Open(BackupNames.Segment(log.Segments[index].Path), log.Segments[index].Path, log.EndOf(index));
}
