using System.Globalization;
using System.Text;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>A small file that says how far the database had come. A database that is behind it has lost rows: its write-ahead log
/// vanished, or an old copy was put in its place.</summary>
sealed class EventMark(EventFiles files)
{
    const string Beginning = "plumbline events ";

    long _written = -1;

    /// <summary>The sequence number in the file; null when there is none.</summary>
    internal long? Read()
    {
        if (!File.Exists(files.Mark)) return null;
        string text = File.ReadAllText(files.Mark).TrimEnd('\n');
        if (text.StartsWith(Beginning, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Beginning.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long seq))
            return seq;
        throw new StorageException(StorageFailure.Damaged,
            $"'{files.Mark}' is damaged: it does not say how far '{files.Database}' had come. "
            + "Run 'plumbline rebuild', or put both files back from a backup.");
    }

    /// <summary>Notes how far a commit has brought the database: whole or not at all, on disk when this returns.</summary>
    internal void Write(long seq)
    {
        if (seq == _written) return;
        try
        {
            using (FileStream stream = new(files.NextMark, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.ASCII.GetBytes(Beginning + seq.ToString(CultureInfo.InvariantCulture) + "\n"));
                stream.Flush(flushToDisk: true);
            }
            File.Move(files.NextMark, files.Mark, overwrite: true);
        }
        catch (IOException error) when (StoreFailures.IsDiskFull(error.Message))
        {
            throw StoreFailures.DiskFull(files, error);
        }
        _written = seq;
    }
}
