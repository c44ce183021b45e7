using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Alerts;
using Plumbline.Server.Baselines;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Monitors;
using Plumbline.Server.Reads;
using Plumbline.Server.Upkeep;

namespace Plumbline.Server.Projections;

/// <summary>Everything between the log and what is known.</summary>
static class LiveParts
{
    /// <summary>In the order of starting. They drain in the reverse order, after the requests: upkeep and judging stop, cells come to
    /// the end of the log and are saved, truths stop, rows come to the end of the log.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<EventsGate>().AddSingleton<CellsGate>().AddSingleton<LogRelease>().AddSingleton<Restatements>();
        services.AddSingleton<BinSetCatalog>().AddSingleton<LiveCells>().AddSingleton(s => s.GetRequiredService<LiveCells>().Sealed);
        services.AddSingleton<ModelRemoval>().AddSingleton<CellsFeed>().AddSingleton<Recounts>();
        services.AddSingleton<MonitorRegister>().AddSingleton<MonitorFiles>().AddSingleton<MonitorPreviews>();
        services.AddSingleton<EvaluationPages>().AddSingleton<HistorySummaries>().AddSingleton<BaselineRegister>()
            .AddSingleton<BaselineFiles>();
        services.AddReads();
        AddProjection<EventsProjection>(services);
        AddProjection<TruthsProjection>(services);
        AddProjection<ProfilesProjection>(services);
        AddProjection<EvaluationProjection>(services);
        services.AddSingleton<UpkeepCounts>().AddSingleton<IMetricSource>(s => s.GetRequiredService<UpkeepCounts>());
        services.AddSingleton<RowRetention>().AddSingleton<CellAging>().AddSingleton<CellRollups>()
            .AddSingleton<ColumnPresence>().AddSingleton<BinSetGrowth>();
        AddProjection<UpkeepProjection>(services);
        services.AddSingleton<IReadinessCondition, ReplayReadiness>();
        services.AddSingleton<IMetricSource, LiveMetrics>().AddSingleton<IMetricSource, ProjectionMetrics>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        BaselineEndpoints.Map(app);
        MonitorEndpoints.Map(app);
        MonitorFileEndpoints.Map(app);
        EvaluationEndpoints.Map(app);
        AlertEndpoints.Map(app);
        ReadEndpoints.Map(app);
    }

    static void AddProjection<T>(IServiceCollection services)
        where T : Projection
    {
        services.AddSingleton<T>();
        services.AddSingleton<Projection>(s => s.GetRequiredService<T>());
        services.AddSingleton<ILifecyclePart>(s => s.GetRequiredService<T>());
    }
}
