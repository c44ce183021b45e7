using Plumbline.Server.Exposition;

namespace Plumbline.Server.Upkeep;

/// <summary>What upkeep has done since the start, for <c>/metrics</c>. One writer, the upkeep itself.</summary>
sealed class UpkeepCounts : IMetricSource
{
    long _runs, _daysSealed, _cellsMerged, _cellsDropped, _columnsNoted, _binSetsGrown, _evaluationsDropped;

    /// <summary>Everything that was due was done.</summary>
    public void Run() => Interlocked.Increment(ref _runs);

    /// <summary>Days were sealed, so that their rows may go.</summary>
    public void Sealed(int days) => Interlocked.Add(ref _daysSealed, days);

    /// <summary>So many cells fewer are there, because they were merged into longer ones.</summary>
    public void Merged(int cells) => Interlocked.Add(ref _cellsMerged, cells);

    /// <summary>Sealed cells went, which were older than profiles are kept.</summary>
    public void Dropped(int cells) => Interlocked.Add(ref _cellsDropped, cells);

    /// <summary>Columns of a model were found to have vanished or returned.</summary>
    public void Noted() => Interlocked.Increment(ref _columnsNoted);

    /// <summary>A bin set got further columns.</summary>
    public void Grown() => Interlocked.Increment(ref _binSetsGrown);

    /// <summary>Evaluations went, which were older than they are kept.</summary>
    public void EvaluationsDropped(int evaluations) => Interlocked.Add(ref _evaluationsDropped, evaluations);

    public IEnumerable<MetricFamily> Read() =>
    [
        Of("runs", "Times that everything that was due was done: once a minute, unless it has much to do.", ref _runs),
        Of("sealings", "Days of models that were sealed, so that their rows could go.", ref _daysSealed),
        Of("cells_merged", "Cells that are gone because they were merged into longer ones.", ref _cellsMerged),
        Of("cells_dropped", "Sealed cells that are gone because they were older than profiles are kept.", ref _cellsDropped),
        Of("columns_noted", "Times that columns of a model were found to have vanished or returned.", ref _columnsNoted),
        Of("bin_sets_grown", "Times that columns that came later got a place in a model's bin set.", ref _binSetsGrown),
        Of("evaluations_dropped", "Evaluations that are gone because they were older than they are kept.", ref _evaluationsDropped),
    ];

    static MetricFamily Of(string what, string help, ref long count) =>
        MetricFamily.Of($"plumbline_upkeep_{what}", MetricKind.Counter, help, Interlocked.Read(ref count));
}
