using Plumbline.Engine.Baselines;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;
using Plumbline.Statistics;

namespace Plumbline.Server.Reads;

/// <summary>A line of what the cells of a model hold.</summary>
sealed class CellSeries(LiveCells cells, IBaselineCatalog baselines, LogTimes times)
{
    const string BaselineName = "default";

    public SeriesView Read(SeriesRequest request, CancellationToken cancellationToken)
    {
        Require(request);
        var (found, seq) = cells.Read(new CellQuery
        {
            Model = request.Model.Number,
            From = request.From,
            To = request.To,
            Version = request.Version,
            Segment = request.Segment,
            // No column has no name: rows need no column at all.
            Columns = [request.Column ?? ""],
            WithSketches = CellMeasures.NeedsSketch(request.Measure),
            Step = request.Steps.Length,
        }, cancellationToken);
        var counted = found.Where(c => c.Profile.Rows > 0).ToList();
        var steps = request.Steps;
        var points = new List<SeriesPoint>();
        ulong? before = null;
        foreach (var group in counted.GroupBy(c => steps.StartOf(c.Key.Start)).OrderBy(g => g.Key))
        {
            var (point, binSet) = Point(request, [.. group], before);
            points.Add(point);
            before = binSet;
        }
        var answer = request.Answer(points, steps.CountAsked(counted.Select(c => c.Key.Start)), seq, times.Of(seq));
        return answer with { Baseline = BaselineOf(request) };
    }

    static void Require(SeriesRequest request)
    {
        if (CellMeasures.IsOfColumn(request.Measure) && request.Column is null)
            throw ProblemException.InvalidQuery("column", null, "the name of a column",
                $"The measure '{request.Measure}' is of a column: say with 'column' which.");
        if (request.Column is { } column && request.Model.Schema.Columns.Find(column) is null)
            throw ProblemException.InvalidQuery("column", column, "the name of a column of the model",
                $"The model '{request.Model.Name}' has no column '{ProblemException.Shorten(column)}'.");
        if (request.Segment is not null && CellMeasures.NeedsSketch(request.Measure))
            throw ProblemException.InvalidQuery("segment", request.Segment.Value.Key, "not together with a quantile",
                "Quantiles are kept of all rows of a version only, not of segments: leave 'segment' out, or ask for the mean instead of "
                    + $"'{request.Measure}'.");
    }

    // A step that spans a change of bins is told from its newer part; rows are counted without bins.
    static (SeriesPoint Point, ulong BinSet) Point(SeriesRequest request, CellProfile[] group, ulong? before)
    {
        ulong binSet = group.MaxBy(c => c.Key.Start)!.BinSet;
        var own = Array.FindAll(group, c => c.BinSet == binSet);
        long rows = group.Sum(c => c.Profile.Rows);
        var value = CellMeasures.IsOfColumn(request.Measure) && CellMerging.Merge(own, "") is { } merged
            ? CellMeasures.Of(request.Measure, merged, request.Column) : Estimate.Point(rows, rows);
        return (new SeriesPoint
        {
            Start = group.Min(c => c.Key.Start),
            End = group.Max(c => c.Key.End),
            Value = EvaluationViews.Finite(value.Value),
            Low = EvaluationViews.Finite(value.Low),
            High = EvaluationViews.Finite(value.High),
            N = value.N,
            IsBorder = before is { } other && other != binSet,
            IsSealed = group.Any(c => c.IsSealed),
        }, binSet);
    }

    // Rows of a baseline are of another length of time: there is nothing to compare a step with.
    BaselineValue? BaselineOf(SeriesRequest request)
    {
        if (!CellMeasures.IsOfColumn(request.Measure) || baselines.FindBaseline(request.Model.Number, BaselineName) is not { } baseline)
            return null;
        var value = Value(baseline, request);
        return new BaselineValue(baseline.Name, EvaluationViews.Finite(value.Value), EvaluationViews.Finite(value.Low),
            EvaluationViews.Finite(value.High), value.N);
    }

    static Estimate Value(Baseline baseline, SeriesRequest request) => CellMeasures.Of(request.Measure, baseline.Profile, request.Column);
}
