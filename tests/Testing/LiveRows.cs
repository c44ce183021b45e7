using System.Collections.Immutable;
using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Testing;

/// <summary>Rows of a data set as they would arrive over HTTP: batches in the frames of a log.</summary>
public static class LiveRows
{
    /// <summary>A model with the columns of a data set.</summary>
    public static ModelDefinition Model(InMemoryDataset rows, int number = 1, string name = "churn") => new()
    {
        Number = number,
        Name = name,
        Revisions = [new SchemaRevision(1, rows.Schema, DateTimeOffset.UnixEpoch, [])],
        Lateness = TimeSpan.FromMinutes(5),
    };

    /// <summary>One frame of rows [start, end), numbered from <paramref name="firstSeq"/>.</summary>
    public static LogFrame Frame(InMemoryDataset rows, IReadOnlyList<DateTimeOffset> times, int start, int end, long firstSeq,
        int model = 1) =>
        new(firstSeq, times[end - 1], new LogEntry.Events(Batch(rows, times, start, end, model)));

    /// <summary>All rows in batches of the given sizes, over and over; row i has the number i + 1.</summary>
    public static ImmutableArray<LogFrame> Frames(InMemoryDataset rows, IReadOnlyList<DateTimeOffset> times, params int[] sizes)
    {
        var frames = ImmutableArray.CreateBuilder<LogFrame>();
        for (int start = 0, i = 0; start < rows.RowCount; i++)
        {
            int end = Math.Min(rows.RowCount, start + sizes[i % sizes.Length]);
            frames.Add(Frame(rows, times, start, end, start + 1));
            start = end;
        }
        return frames.ToImmutable();
    }

    /// <summary>Rows [start, end) as a batch. The target and times of the data set are left out, as they do not come with the
    /// events.</summary>
    public static ColumnBatch Batch(InMemoryDataset rows, IReadOnlyList<DateTimeOffset> times, int start, int end, int model = 1) => new()
    {
        Model = model,
        SchemaRevision = 1,
        Ids = Texts(Enumerable.Range(start, end - start).Select(i => $"id-{i}")),
        Times = Enumerable.Range(start, end - start).Select(i => Microseconds(times[i])).ToArray(),
        Columns = [.. rows.Schema.Columns.Where(c => c.Role is not (ColumnRole.Target or ColumnRole.Timestamp or ColumnRole.Id))
            .Select(c => Some.Rows(rows.Read(c.Name, CancellationToken.None), start, end))],
    };

    /// <summary>Texts in one buffer.</summary>
    public static TextValues Texts(IEnumerable<string> texts)
    {
        var (bytes, ends) = (new List<byte>(), new List<int>());
        foreach (string text in texts)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(text));
            ends.Add(bytes.Count);
        }
        return new TextValues(bytes.ToArray(), ends.ToArray());
    }

    public static long Microseconds(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
