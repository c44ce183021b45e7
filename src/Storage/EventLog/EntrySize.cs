using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>About how many bytes an entry takes: what the queue counts, and the first size of its buffer. And whether it holds
/// together.</summary>
static class EntrySize
{
    const int LongestId = 200;
    const long Most = 256L << 20;

    public static long Of(LogEntry entry) => 256 + entry switch
    {
        LogEntry.Events { Batch: var b } => (28L * b.Count) + b.Ids.Bytes.Length + TagBytes(b) + b.Columns.Sum(Of),
        LogEntry.Truths { Batch: var b } => (12L * b.Count) + b.Ids.Bytes.Length + Of(b.Labels),
        LogEntry.Metrics { Batch: var b } => (20L * b.Count) + (b.Names.Count > 0 ? 64L * b.Names[0].Length : 0),
        LogEntry.Erased => 1024,
        _ => 0,
    };

    /// <summary>Refuses a batch whose parts do not belong together.</summary>
    /// <exception cref="ArgumentException">Something is missing or of another length.</exception>
    public static void Check(LogEntry entry)
    {
        if (entry.Count == 0) throw new ArgumentException("A batch without rows cannot be appended.", nameof(entry));
        bool fits = entry switch
        {
            LogEntry.Events { Batch: var b } => b.Times.Length == b.Count && HasIds(b.Ids) && (b.Tags is null || b.Tags.Count == b.Count)
                && b.Columns.All(c => Fits(c, b.Count)),
            LogEntry.Truths { Batch: var b } => b.KnownAt.Length == b.Count && HasIds(b.Ids) && Fits(b.Labels, b.Count),
            LogEntry.Metrics { Batch: var b } => b.Times.Length == b.Count && b.Values.Length == b.Count,
            _ => true,
        };
        if (Of(entry) > Most) throw new ArgumentException($"A batch may have at most {Most >> 20} MB.", nameof(entry));
        if (fits) return;
        throw new ArgumentException("The columns of a batch must have as many rows as the batch, and ids 1 to 200 bytes.", nameof(entry));
    }

    static bool Fits(ColumnSlice slice, int rows) => slice.Length == rows || (slice is VectorSlice { Dimension: 0 } && slice.Length == 0);

    static bool HasIds(TextValues ids)
    {
        int start = 0;
        foreach (int end in ids.Ends.Span)
        {
            if (end - start is < 1 or > LongestId) return false;
            start = end;
        }
        return start <= ids.Bytes.Length;
    }

    static long TagBytes(ColumnBatch batch) => batch.Tags is { } tags ? tags.Bytes.Length + (4L * tags.Count) : 0;

    static long Of(ColumnSlice slice) => 64 + (2L * slice.Column.Name.Length) + slice switch
    {
        NumericSlice numbers => 8L * numbers.Length,
        CategoricalSlice categories => (4L * categories.Length) + categories.Categories.Sum(c => 3L + Encoding.UTF8.GetByteCount(c)),
        TimestampSlice times => 8L * times.Length,
        VectorSlice vectors => 4L * vectors.Values.Length,
        _ => 0,
    };
}
