using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Where the evidence of one model's windows comes from; what was read of it is shared by all of them. Thread-safe.</summary>
/// <param name="model">The model.</param>
/// <param name="cells">Its cells.</param>
/// <param name="events">Its rows.</param>
/// <param name="baselines">Its baselines.</param>
/// <param name="step">As in <see cref="CellQuery.Step"/>. Null for what is kept: it can be repeated bit for bit.</param>
/// <param name="cancellationToken">Ends the reading.</param>
sealed class EvidenceSource(ModelDefinition model, LiveCells cells, IEventStore events, IBaselineCatalog baselines, TimeSpan? step,
    CancellationToken cancellationToken)
{
    readonly ConcurrentDictionary<WindowKey, string[]?> _columns = [];
    readonly Lazy<bool> _hasTruths = new(() => events.Count(model.Number, cancellationToken).Truths > 0);

    public ModelDefinition Model => model;

    public LiveCells Live => cells;

    public IEventStore Events => events;

    public WindowCells Cells { get; } = new(model, cells, step, cancellationToken);

    public SegmentCells Segments { get; } = new(model, new WindowCells(model, cells, step, cancellationToken),
        new NamedSegments(model.Number, baselines));

    /// <summary>The columns that monitors look at in segment values, where they say which and compare with nothing; null: all, also where
    /// a name is no column's, so that the nearest can be told.</summary>
    /// <returns>The same list whenever monitors of the same kind are asked for.</returns>
    public string[]? ColumnsOfSegments(WindowKey key, IReadOnlyList<MonitorDefinition> own) =>
        _columns.GetOrAdd(key with { Window = default }, _ =>
    {
        bool areNamed = own.Count > 0 && own.All(m => m.Baseline is BaselineChoice.Nothing && !m.Columns.IsEmpty
            && m.Columns.All(c => model.Schema.Columns.Find(c) is not null));
        return areNamed ? [.. own.SelectMany(m => m.Columns).Distinct(StringComparer.Ordinal)] : null;
    });

    public bool HasTruths => _hasTruths.Value;

    public CancellationToken CancellationToken => cancellationToken;

    public Engine.Baselines.Baseline? Baseline(string name) => baselines.FindBaseline(model.Number, name);

    /// <summary>Works on windows side by side; each has a reader of its own. What they give is in their order.</summary>
    /// <remarks>On threads of its own beside the caller's: work of seconds on those of the pool would keep requests waiting.</remarks>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public T[] OfEach<T>(IReadOnlyList<Window> windows, IReadOnlyList<MonitorDefinition> monitors, Func<int, EvidenceReader, T> work)
    {
        var found = new T[windows.Count];
        int next = -1;
        ExceptionDispatchInfo? failed = null;
        void Work()
        {
            for (int i; failed is null && (i = Interlocked.Increment(ref next)) < found.Length;)
            {
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    using var reader = new EvidenceReader(this, monitors);
                    found[i] = work(i, reader);
                }
                catch (Exception problem) when (problem is not OutOfMemoryException)
                {
                    // Told by the caller's thread, once the others have stopped.
                    Interlocked.CompareExchange(ref failed, ExceptionDispatchInfo.Capture(problem), null);
                }
            }
        }
        int others = Math.Min(windows.Count, Environment.ProcessorCount) - 1;
        Thread[] helpers = [.. Enumerable.Range(0, Math.Max(0, others))
            .Select(_ => new Thread(Work) { IsBackground = true, Name = "judging" })];
        foreach (var helper in helpers) helper.Start();
        Work();
        foreach (var helper in helpers) helper.Join();
        failed?.Throw();
        return found;
    }
}
