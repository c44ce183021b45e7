using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Logs;

/// <summary>Reads metrics for the page: in steps, and one of them value by value.</summary>
sealed class MetricReading(IEventStore events)
{
    /// <summary>Stretches a time is cut into to tell values apart; those of one are taken as their mean.</summary>
    const int Moments = 20_000;

    public LogsView Read(LogsView view, CancellationToken cancellationToken)
    {
        MetricLine[] lines = [.. Steps(view, view.Step, cancellationToken).GroupBy(m => m.Name, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new MetricLine(g.Key, [.. g.Select(s => s.Step)]))];
        view = view with { Metrics = lines };
        if (view.Metric is not { } chosen) return view;
        TimeSpan moment = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((view.To - view.From).TotalMilliseconds / Moments)));
        return view with
        {
            Values = [.. Steps(view, moment, cancellationToken).Where(m => m.Name == chosen.Name)
                .Select(m => new MetricValue(m.Step.Summary.Sum / m.Step.Summary.Count, m.Step.Summary.Count))],
        };
    }

    IEnumerable<(string Name, MetricStep Step)> Steps(LogsView view, TimeSpan step, CancellationToken cancellationToken) =>
        events.Metrics(view.Model.Number, view.From, view.To, step, cancellationToken)
            .Where(m => m.Summary.Count > 0).Select(m => (m.Name, new MetricStep(m.Start, m.Start + step, m.Summary)));
}
