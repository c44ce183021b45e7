using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

/// <summary>A folder with an event store, and the log that fills it.</summary>
sealed class Log : IDisposable
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();

    internal Log(params ColumnDefinition[] columns) : this(ModelOf(1, columns))
    {
    }

    // The last round of joined truths that was handed out.
    long _round;

    internal Log(ModelDefinition model)
    {
        Model = model;
        Store = new EventStore(Folder, new EventStoreOptions());
    }

    internal string Folder => _folder.Path;

    internal EventStore Store { get; private set; }

    internal ModelDefinition Model { get; set; }

    internal List<LogFrame> Frames { get; } = [];

    internal long LastSeq => Frames.Count == 0 ? 0 : Frames[^1].LastSeq;

    internal static ModelDefinition ModelOf(int number, params ColumnDefinition[] columns) => new()
    {
        Number = number,
        Name = $"model-{number}",
        Revisions = [new SchemaRevision(1, new Schema { Columns = [.. columns] }, Start, [])],
    };

    internal static ColumnDefinition Target(ColumnType type = ColumnType.Categorical) => new("truth", ColumnRole.Target, type);

    /// <summary>Adds events a minute apart and applies them.</summary>
    internal LogFrame Events(string[] ids, params ColumnSlice[] columns) => Events(ids, At(ids.Length), columns);

    internal LogFrame Events(string[] ids, DateTimeOffset[] times, params ColumnSlice[] columns) => Events(ids, times, null, columns);

    internal LogFrame Events(string[] ids, DateTimeOffset[] times, string[]? tags, params ColumnSlice[] columns) =>
        Apply(new LogEntry.Events(new ColumnBatch
        {
            Model = Model.Number,
            SchemaRevision = Model.Schema.Number,
            Ids = LiveRows.Texts(ids),
            Times = times.Select(LiveRows.Microseconds).ToArray(),
            Columns = columns,
            Tags = tags is null ? null : LiveRows.Texts(tags),
        }));

    internal LogFrame Truths(params (string Id, string? Label)[] truths) => TruthsAt(Start.AddDays(1), truths);

    internal LogFrame TruthsAt(DateTimeOffset knownAt, params (string Id, string? Label)[] truths) =>
        Truths(knownAt, [.. truths.Select(t => t.Id)], Some.Categorical("truth", [.. truths.Select(t => t.Label)], ColumnRole.Target));

    internal LogFrame Truths(DateTimeOffset knownAt, string[] ids, ColumnSlice labels) => Apply(new LogEntry.Truths(new TruthBatch
    {
        Model = Model.Number,
        Ids = LiveRows.Texts(ids),
        KnownAt = ids.Select(_ => LiveRows.Microseconds(knownAt)).ToArray(),
        Labels = labels,
    }));

    internal LogFrame Metrics(params (string Name, DateTimeOffset Time, double Value)[] points) =>
        Apply(new LogEntry.Metrics(new MetricBatch
    {
        Model = Model.Number,
        Names = [.. points.Select(p => p.Name)],
        Times = points.Select(p => LiveRows.Microseconds(p.Time)).ToArray(),
        Values = points.Select(p => p.Value).ToArray(),
    }));

    internal LogFrame Erase(Erasure erasure) => Apply(new LogEntry.Erased(erasure));

    internal LogFrame Apply(LogEntry entry)
    {
        var frame = new LogFrame(LastSeq + 1, Start.AddHours(Frames.Count), entry);
        Frames.Add(frame);
        Store.Apply([frame], Models);
        return frame;
    }

    internal ImmutableDictionary<int, ModelDefinition> Models => ImmutableDictionary<int, ModelDefinition>.Empty.Add(Model.Number, Model);

    /// <summary>Joins and says that all that was handed out before is done.</summary>
    internal IReadOnlyList<DateTimeOffset> Join()
    {
        var round = Store.JoinTruths(_round, TestContext.Current.CancellationToken);
        _round = round.Number;
        return [.. round.Changed.Select(c => c.Start)];
    }

    internal ColumnSlice Read(string column, EventQuery? query = null)
    {
        using IDataset rows = Store.Open(Model, query ?? new EventQuery(), TestContext.Current.CancellationToken);
        return rows.Read(column, TestContext.Current.CancellationToken);
    }

    /// <summary>The texts of a column, null where missing.</summary>
    internal IReadOnlyList<string?> Texts(string column, EventQuery? query = null)
    {
        var slice = (CategoricalSlice)Read(column, query);
        return slice.Codes.ToArray().Select(c => c < 0 ? null : slice.Categories[c]).ToList();
    }

    internal double[] Numbers(string column, EventQuery? query = null) => ((NumericSlice)Read(column, query)).Values.ToArray();

    internal EventPage Page(EventQuery? query = null, EventCursor? after = null, int limit = 100) =>
        Store.Page(Model, query ?? new EventQuery(), after, limit, TestContext.Current.CancellationToken);

    internal EventCounts Count() => Store.Count(Model.Number, TestContext.Current.CancellationToken);

    internal void Reopen(EventStoreOptions? options = null)
    {
        Store.Dispose();
        _round = 0;
        Store = new EventStore(Folder, options ?? new EventStoreOptions());
    }

    /// <summary>Copies the files as they are now: what a crash at this moment would leave.</summary>
    internal TemporaryFolder Crash()
    {
        var copy = new TemporaryFolder();
        foreach (string file in Directory.GetFiles(Folder)) File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        return copy;
    }

    internal static DateTimeOffset[] At(int count) => [.. Enumerable.Range(0, count).Select(i => Start.AddMinutes(i))];

    internal static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"id-{i}")];

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
