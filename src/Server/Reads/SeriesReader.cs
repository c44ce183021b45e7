using Plumbline.Engine.Operations;
using Plumbline.Protocol;

namespace Plumbline.Server.Reads;

/// <summary>A measure over time: of cells, of a metric, or as a monitor found it. Rows of events are never read.</summary>
sealed class SeriesReader(CellSeries cells, MetricSeries metrics, PartSeries parts)
{
    public SeriesView Read(SeriesRequest request, CancellationToken cancellationToken)
    {
        if (request.Monitor is null && CellMeasures.Contains(request.Measure)) return cells.Read(request, cancellationToken);
        if (request.Monitor is null && CustomMetric.TryParse(request.Measure, out var metric))
            return metrics.Read(request, metric, cancellationToken);
        return parts.Read(request);
    }
}
