using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Logs;

/// <summary>Lets lines go that are older than their model keeps its rows.</summary>
sealed class LineUpkeep(ILineStore lines, IModelCatalog catalog, ServerOptions options, TimeProvider clock, ILogger<LineUpkeep> logger)
    : Projection(clock, logger), IMetricSource
{
    static readonly TimeSpan s_every = TimeSpan.FromMinutes(10);

    public override string Name => "upkeep of lines";

    public override bool IsNeeded => false;

    public void Run(CancellationToken cancellationToken)
    {
        foreach (var model in catalog.Models())
        {
            var before = Clock.GetUtcNow().AddDays(-(model.RetentionDays ?? options.RetentionDays));
            while (lines.Drop(model.Number, before)) cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public IEnumerable<MetricFamily> Read()
    {
        (long count, long bytes) = lines.Size;
        return
        [
            MetricFamily.Of("plumbline_log_lines", MetricKind.Gauge, "Lines of models' logs that are kept.", count),
            MetricFamily.Of("plumbline_log_lines_bytes", MetricKind.Gauge, "Bytes of the lines that are kept.", bytes, "bytes"),
        ];
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(s_every, Clock, cancellationToken);
        Run(cancellationToken);
    }
}
