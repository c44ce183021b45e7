using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Operations;

/// <summary>Latency, throughput, errors and custom metrics of a window.</summary>
static class OperationsParts
{
    public static IEnumerable<EvaluationPart> Of(MonitorRun run)
    {
        string[] names = run.Monitor.Measure is { } one ? [one] : [.. OperationsMeasures.All.Select(m => m.Name).Where(n =>
            IsSent(run, n))];
        return names.SelectMany(name => Of(run, name)).ToList();
    }

    static List<EvaluationPart> Of(MonitorRun run, string name)
    {
        var measure = OperationsMeasures.Find(name)
            ?? throw MonitorRun.NoSuch("suite.error.no_measure", name, OperationsMeasures.All.Select(m => m.Name), ("scope", "operations"));
        var threshold = run.Monitor.Threshold ?? measure.OwnRule ?? throw MonitorRun.NeedsThreshold(name);
        return CustomMetric.TryParse(name, out var metric)
            ? [ThresholdRule.Judge(Custom(run, name, metric), threshold, run.Monitor.Severity)]
            : run.Window.Populations(run.Monitor.Segment).Select(p => Part(run, p, measure, threshold)).ToList();
    }

    static EvaluationPart Part(MonitorRun run, Population population, OperationsMeasure measure, Threshold threshold)
    {
        string name = measure.Name;
        if (population.Profile is { Rows: > 0 } profile)
            return Judge(run, population, threshold,
                Seen(population, measure, OperationsMeasures.Of(name, profile, run.Evidence.Window.Length)));
        return name == OperationsMeasures.Throughput ? Judge(run, population, threshold, Seen(population, measure, Estimate.Point(0, 0)))
            : MonitorRun.Insufficient(population.Whole(name), name, Message.Of("monitor.no_events"));
    }

    static EvaluationPart Judge(MonitorRun run, Population population, Threshold threshold, Observation seen)
    {
        bool isAlone = population.Baseline is null && threshold.Relation != ThresholdRelation.Absolute;
        return ThresholdRule.Judge(seen with { Obstacle = seen.Obstacle ?? (isAlone ? run.NoBaseline() : null) }, threshold,
            run.Monitor.Severity);
    }

    static Observation Seen(Population population, OperationsMeasure measure, Estimate now)
    {
        var baseline = population.Baseline?.Profile;
        var expected = baseline is null ? Estimate.Undefined(0) : OperationsMeasures.Of(measure.Name, baseline, Span(baseline));
        bool isShare = measure.Name == OperationsMeasures.ErrorShare;
        return new Observation
        {
            Subject = population.Whole(measure.Name),
            Measure = measure.Name,
            Value = now.Value,
            Low = Known(now.Low),
            High = Known(now.High),
            N = now.N,
            Obstacle = IsWithoutSketch(measure.Name, population.Profile) ? Message.Of("monitor.no_sketch") : null,
            Needed = IsWithoutSketch(measure.Name, population.Profile) || measure.Name == OperationsMeasures.Throughput ? 0
                : OperationsMeasures.LeastRows(measure.Name),
            Expected = expected.Value,
            ExpectedLow = Known(expected.Low),
            ExpectedHigh = Known(expected.High),
            ExpectedN = baseline is null ? null : expected.N,
            Better = measure.Better,
            Change = isShare && baseline is { Rows: > 0 } && population.Profile is { Rows: > 0 } profile ? Difference(baseline, profile)
                : null,
        };
    }

    // Cells of segment values keep counts, no sketches.
    static bool IsWithoutSketch(string measure, DatasetProfile? profile) => OperationsMeasures.IsLatency(measure)
        && profile?.Columns.FirstOrDefault(c =>
            c.Column.Role == Columns.ColumnRole.Latency)?.Content is ColumnContent.Numbers { Sketch: null };

    static (double, double) Difference(DatasetProfile baseline, DatasetProfile window)
    {
        var change = TwoProportion.NewcombeDifference(OperationsMeasures.Errors(baseline), baseline.Rows, OperationsMeasures.Errors(window),
            window.Rows);
        return (change.Low, change.High);
    }

    static Observation Custom(MonitorRun run, string name, CustomMetric metric)
    {
        var summary = run.Evidence.Metrics.GetValueOrDefault(metric.Name);
        double value = metric.Of(summary);
        return new Observation
        {
            Subject = name,
            Measure = name,
            Value = value,
            N = summary.Count,
            Obstacle = double.IsNaN(value) ? Message.Of("monitor.no_metric", ("metric", metric.Name)) : null,
        };
    }

    // Without a measure a monitor looks at what the model sends: latency only where there is any.
    static bool IsSent(MonitorRun run, string name) => name switch
    {
        OperationsMeasures.Throughput => run.Monitor.Threshold is null && run.Evidence.Baseline is { } b && Span(b.Profile) is not null,
        OperationsMeasures.ErrorShare => Has(run, Columns.ColumnRole.Error),
        _ => Has(run, Columns.ColumnRole.Latency),
    };

    static bool Has(MonitorRun run, Columns.ColumnRole role) => run.Evidence.Model.Schema.Columns.First(role) is not null;

    static TimeSpan? Span(DatasetProfile profile) => profile is { From: { } from, To: { } to } && to > from ? to - from : null;

    static double? Known(double value) => double.IsNaN(value) ? null : value;
}
