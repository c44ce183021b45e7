using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Reads;

/// <summary>A measure over time: of cells, or of evaluations.</summary>
sealed class SeriesReader(LiveCells cells, IMonitorCatalog catalog, TimeProvider clock)
{
    public const int MostPoints = 1_000;

    /// <summary>Measures of cells, by name.</summary>
    static readonly Dictionary<string, Func<ColumnProfile, double>> s_measures = new(StringComparer.Ordinal)
    {
        ["missing_share"] = c => c.Rows == 0 ? double.NaN : c.Absent / (double)c.Rows,
        ["mean"] = c => Numbers(c)?.Moments.Mean ?? double.NaN,
        ["std"] = c => Numbers(c)?.Moments.StandardDeviation ?? double.NaN,
        ["min"] = c => Numbers(c)?.Moments.Min ?? double.NaN,
        ["max"] = c => Numbers(c)?.Moments.Max ?? double.NaN,
        ["p05"] = c => Quantile(c, .05),
        ["p50"] = c => Quantile(c, .5),
        ["p95"] = c => Quantile(c, .95),
        ["p99"] = c => Quantile(c, .99),
    };

    /// <summary>Rows, and the measures of a column's cells.</summary>
    public static IEnumerable<string> CellMeasures => s_measures.Keys.Prepend(MonitorMeasures.Rows);

    public static bool IsOfCells(string measure) => measure == MonitorMeasures.Rows || s_measures.ContainsKey(measure);

    /// <summary>Sketches are most of what is stored: only quantiles read them.</summary>
    static bool IsQuantile(string measure) => measure is ['p', >= '0' and <= '9', ..];

    /// <summary>Steps of cells that have rows.</summary>
    public SeriesView OfCells(ModelDefinition model, CellQuery query, string measure, string? column, TimeSpan step, CancellationToken cancellationToken)
    {
        var used = Coarser(step, query.To - query.From);
        var (found, seq) = cells.Read(query with { Columns = [column ?? ""], WithSketches = IsQuantile(measure) }, cancellationToken);
        var points = new List<SeriesPoint>();
        ulong? before = null;
        foreach (var group in found.Where(c => c.Profile.Rows > 0).GroupBy(c => StepOf(c.Key.Start, query.From, used)).OrderBy(g => g.Key))
        {
            // A step that spans a change of bins is told from its newer part.
            ulong binSet = group.MaxBy(c => c.Key.Start)!.BinSet;
            var own = group.Where(c => c.BinSet == binSet).ToList();
            long rows = own.Sum(c => c.Profile.Rows);
            points.Add(new SeriesPoint(group.Key, EvaluationViews.Finite(Value(own, measure, column)), rows, before is { } b && b != binSet));
            before = binSet;
        }
        return new SeriesView(measure, column, used.TotalSeconds, used > step, points, seq, clock.GetUtcNow());
    }

    /// <summary>Values that monitors found, one point per window; of several in a step the last.</summary>
    public SeriesView OfEvaluations(ModelDefinition model, DateTimeOffset start, DateTimeOffset end, string measure, string? column, TimeSpan step)
    {
        var used = Coarser(step, end - start);
        var evaluations = catalog.Evaluations(new EvaluationQuery { Model = model.Number, From = start, To = end, Limit = 100_000 });
        var parts = from evaluation in evaluations
                    from part in evaluation.Parts
                    where part.Measure == measure && (column is null || part.Subject == column)
                    group (evaluation, part) by StepOf(evaluation.Window.Start, start, used) into steps
                    orderby steps.Key
                    select (steps.Key, Last: steps.MaxBy(s => s.evaluation.Window.Start));
        var points = new List<SeriesPoint>();
        ulong? before = null;
        foreach (var (at, (evaluation, part)) in parts)
        {
            points.Add(new SeriesPoint(at, EvaluationViews.Finite(part.Value), evaluation.Rows, before is { } b && b != evaluation.BaselineFingerprint,
                EvaluationViews.Finite(part.Threshold), Words.Of(part.Status)));
            before = evaluation.BaselineFingerprint;
        }
        return new SeriesView(measure, column, used.TotalSeconds, used > step, points, cells.AppliedSeq, clock.GetUtcNow());
    }

    static double Value(List<CellProfile> own, string measure, string? column)
    {
        if (measure == MonitorMeasures.Rows) return own.Sum(c => c.Profile.Rows);
        return CellMerging.Merge(own, "")?.Columns.FirstOrDefault(c => c.Column.Name == column) is { } merged ? s_measures[measure](merged) : double.NaN;
    }

    static DateTimeOffset StepOf(DateTimeOffset moment, DateTimeOffset from, TimeSpan step) => from + (Math.Floor((moment - from) / step) * step);

    // A whole multiple of the step that was asked for, so that its borders stay where they were.
    static TimeSpan Coarser(TimeSpan step, TimeSpan range) => step * Math.Max(1, Math.Ceiling(range / step / MostPoints));

    static ColumnContent.Numbers? Numbers(ColumnProfile column) => column.Content as ColumnContent.Numbers;

    static double Quantile(ColumnProfile column, double q) =>
        Numbers(column) is { Sketch: { Count: > 0 } sketch } ? sketch.Quantile(q) : double.NaN;
}
