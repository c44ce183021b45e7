using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Ingest;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Ingest.Events;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Tests.Ingest;

/// <summary>What the decoder makes of a body.</summary>
sealed record Decoded(IReadOnlyList<ColumnBatch> Batches, IReadOnlyList<Rejection> Rejections, long Lines, long Good, BodyFault? Fault)
{
    public static readonly DateTimeOffset Received = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public ColumnBatch Batch => Assert.Single(Batches);

    public static Decoded Of(string body, ModelDefinition? model = null, int chunk = int.MaxValue,
        JsonLayout layout = JsonLayout.Unknown) =>
        Of(Encoding.UTF8.GetBytes(body), model, chunk, layout);

    /// <summary>Decodes a body that arrives in chunks of so many bytes.</summary>
    public static Decoded Of(byte[] body, ModelDefinition? model = null, int chunk = int.MaxValue, JsonLayout layout = JsonLayout.Unknown)
    {
        var events = new EventReader(new EventColumns(model, new ModelBounds()));
        events.Begin(new EventArrival(Microseconds(Received), "made-"u8.ToArray(), Plumbline.Engine.Storage.DayRanges.None));
        var rows = new JsonBodyRows(events, layout);
        var batches = new List<ColumnBatch>();
        int start = 0, end = 0;
        while (!rows.IsDone)
        {
            start += rows.Read(body.AsSpan(start..end), end == body.Length);
            if (events.IsFull) batches.Add(Take(events));
            else if (end < body.Length) end = (int)Math.Min(body.Length, end + (long)chunk);
            else if (!rows.IsDone) Assert.Fail("The decoder waits for more although there is none.");
        }
        if (events.Rows > 0) batches.Add(Take(events));
        return new Decoded(batches, rows.Rejections.Listed, rows.Count, rows.Good, rows.Fault);
    }

    public static long Microseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public ColumnSlice? Column(string name) => Batch.Columns.FirstOrDefault(c => c.Column.Name == name);

    public double[] Numbers(string name) => Assert.IsType<NumericSlice>(Column(name)).Values.ToArray();

    public IReadOnlyList<string?> Texts(string name) => Texts(Assert.IsType<CategoricalSlice>(Column(name)));

    public string[] Ids => [.. Enumerable.Range(0, Batch.Count).Select(i => Encoding.UTF8.GetString(Batch.Ids[i]))];

    public static IReadOnlyList<string?> Texts(CategoricalSlice slice) =>
        [.. slice.Codes.ToArray().Select(c => c < 0 ? null : slice.Categories[c])];

    static ColumnBatch Take(EventReader events)
    {
        foreach (LiveColumn column in events.Columns.All)
            if (column.HasValues) column.Confirm(column.Type!.Value);
        ColumnBatch batch = events.Build(1, 1);
        events.Clear(keepBuffers: true);
        return batch;
    }
}
