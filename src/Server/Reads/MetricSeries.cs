using Plumbline.Engine.Monitors;
using Plumbline.Engine.Operations;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Monitors;

namespace Plumbline.Server.Reads;

/// <summary>A line of a metric that was sent.</summary>
sealed class MetricSeries(IEventStore events, LogTimes times)
{
    public SeriesView Read(SeriesRequest request, CustomMetric metric, CancellationToken cancellationToken)
    {
        if (request.Column is not null || request.Version is not null || request.Segment is not null)
            throw ProblemException.InvalidQuery("metric", metric.Name, "without column, version and segment",
                "Points of a metric belong to the model as a whole: leave 'column', 'version' and 'segment' out.");
        long seq = events.AppliedSeq;
        var steps = request.Steps;
        var found = events.Metrics(request.Model.Number, request.From, request.To, request.Step, cancellationToken)
            .Where(m => m.Name == metric.Name).ToList();
        var points = found.GroupBy(m => steps.StartOf(m.Start))
            .Select(g => (Start: g.Key, Summary: g.Select(m => m.Summary).Aggregate(Together)))
            .Select(s => new SeriesPoint
            {
                Start = s.Start,
                End = s.Start + steps.Length,
                Value = EvaluationViews.Finite(metric.Of(s.Summary)),
                N = s.Summary.Count,
            });
        return request.Answer([.. points], found.Count, seq, times.Of(seq));
    }

    static MetricSummary Together(MetricSummary a, MetricSummary b) =>
        new(a.Count + b.Count, a.Sum + b.Sum, Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max));
}
