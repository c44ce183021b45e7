using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Events, truths and metric points in one DuckDB file, <c>events.duckdb</c> in the data folder.</summary>
public sealed class EventStore : IEventStore, IDisposable
{
    const int LargestPage = 10_000;

    readonly EventStoreOptions _options;
    readonly EventDatabase _database;

    // The last round that was handed out, and the last whose cells are not kept any more.
    long _round, _forgotten;

    /// <summary>Opens the store of a folder, or makes it where there never was one.</summary>
    /// <exception cref="StorageException">A file is damaged, missing, in use or newer; the message names it.</exception>
    public EventStore(string folder, EventStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var files = new EventFiles(Path.GetFullPath(folder));
        Directory.CreateDirectory(files.Folder);
        _database = new EventDatabase(files, options);
    }

    public long AppliedSeq => _database.Contents.AppliedSeq;

    /// <summary>Deletes the store's files, so that it can be built again from the log.</summary>
    public static void Delete(string folder) => new EventFiles(Path.GetFullPath(folder)).Delete();

    /// <summary>Reads a store that nobody has open, whole, and says what is wrong with it.</summary>
    public static EventStoreCheck Check(string folder, CancellationToken cancellationToken) =>
        EventStoreCheck.Of(new EventFiles(Path.GetFullPath(folder)), cancellationToken);

    public void Apply(IReadOnlyList<LogFrame> frames, IReadOnlyDictionary<int, ModelDefinition> models)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(models);
        new FrameChecks(models).Check([.. frames.Where(f => f.LastSeq > AppliedSeq)]);
        _database.Write((connection, contents) =>
        {
            LogFrame[] news = [.. frames.Where(f => f.LastSeq > contents.AppliedSeq)];
            if (news.Length > 0)
            {
                using var application = new FrameApplication(connection, contents, models);
                application.Run(news);
                contents.HasChanges = true;
            }
            _database.Mark();
            _database.Checkpoint();
            return true;
        });
    }

    public TruthRound JoinTruths(long doneRound, CancellationToken cancellationToken) => _database.Write((connection, contents) =>
    {
        if (!contents.HasChanges && doneRound == _forgotten) return new TruthRound(_round, []);
        var cells = new TruthJoin(connection, contents, cancellationToken).Run(_round + 1, doneRound);
        (_round, _forgotten, contents.HasChanges) = (_round + 1, doneRound, false);
        _database.Checkpoint();
        return new TruthRound(_round, cells);
    });

    public IDataset Open(ModelDefinition model, EventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(query);
        (EventSnapshot snapshot, EventTable? table, Spellings spellings) = _database.Snapshot(model.Number);
        try
        {
            return new StoredEvents(snapshot, table, spellings, model, query, cancellationToken);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    public EventPage Page(ModelDefinition model, EventQuery query, EventCursor? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        return _database.Read((connection, contents) => contents.Tables.TryGetValue(model.Number, out EventTable? table)
            ? new EventPages(connection, table, model, query, cancellationToken).Read(after, limit) : new EventPage([], null));
    }

    public EventCounts Count(int model, CancellationToken cancellationToken) => _database.Contents.Counts.Get(model,
        () => _database.Read((connection, contents) => EventCounting.Of(connection, contents, model, cancellationToken)));

    public IReadOnlyCollection<int> Models(CancellationToken cancellationToken) =>
        _database.Read((connection, contents) => EventCounting.Models(connection, contents, cancellationToken));

    public IReadOnlyDictionary<int, long> WaitingTruths => _database.Contents.Waiting;

    public IReadOnlyList<(DateTimeOffset Start, string Name, MetricSummary Summary)> Metrics(int model, DateTimeOffset from,
        DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.FromMicroseconds(1));
        return _database.Read((connection, _) => new MetricPoints(connection, cancellationToken).Read(model, from, to, step));
    }

    public long Export(ModelDefinition model, EventQuery query, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(query);
        return _database.Read((connection, contents) =>
            new EventExport(connection, contents.Tables.GetValueOrDefault(model.Number), model, query).Write(path, cancellationToken));
    }

    public IReadOnlyList<DateTimeOffset> Cells(int model, DateTimeOffset? before, CancellationToken cancellationToken) =>
        _database.Read((connection, contents) => new EventRetention(connection, contents, cancellationToken).Cells(model, before));

    public bool Drop(int model, DateTimeOffset before, CancellationToken cancellationToken) => _database.Write((connection, contents) =>
    {
        bool hasMore = new EventRetention(connection, contents, cancellationToken).Drop(model, before, _options.DropRows);
        contents.Counts.Forget(model);
        contents.CountWaiting(connection);
        _database.Checkpoint();
        return hasMore;
    });

    public IReadOnlyList<DateTimeOffset>? ErasedCells(int model, long seq) =>
        _database.Read((connection, _) => new ErasedCells(connection).Find(model, seq));

    public void ForgetErased(long seq) => _database.Write((connection, _) =>
    {
        new ErasedCells(connection).Forget(seq);
        return seq;
    });

    /// <summary>Copies the store as it is into another folder. What would change it waits meanwhile; reading goes on.</summary>
    /// <exception cref="IOException">The copy could not be written.</exception>
    public void BackupTo(string folder) => _database.CopyTo(new EventFiles(Path.GetFullPath(folder)));

    public void Dispose() => _database.Dispose();
}
