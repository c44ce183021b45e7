using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Annotations;
using Plumbline.Server.Backup;
using Plumbline.Server.Dashboard;
using Plumbline.Server.Exposition;
using Plumbline.Server.Ingest;
using Plumbline.Server.Keys;
using Plumbline.Server.Logs;
using Plumbline.Server.Models;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary>The one place where the parts of the server are put together.</summary>
static class ServerComposition
{
    public static void AddParts(IServiceCollection services, ServerOptions options, Stores stores, ServerSurroundings around)
    {
        services.AddSingleton(options).AddSingleton(around).AddSingleton(around.Time).AddSingleton(stores);
        services.AddSingleton(stores.Log).AddSingleton(stores.Events).AddSingleton(stores.Profiles).AddSingleton(stores.Catalog);
        services.AddSingleton<IModelCatalog>(stores.Catalog).AddSingleton<IBaselineCatalog>(stores.Catalog);
        services.AddSingleton<IMonitorCatalog>(stores.Catalog).AddSingleton<IKeyCatalog>(stores.Catalog);
        services.AddSingleton<IAnnotationCatalog>(stores.Catalog).AddSingleton<AnnotationRegister>();
        services.AddSingleton<IRejectedInbox>(stores.Ingest).AddSingleton<ISeenNames>(stores.Ingest)
            .AddSingleton<IBegunRequests>(stores.Ingest);
        services.AddSingleton(stores.Lines);
        AddProcess(services, options);
        AddSecurity(services, options);
        LiveParts.Add(services);
        services.AddIngest();
        services.AddLogs();
        DashboardParts.Add(services);
        services.AddSingleton<ModelRegister>().AddSingleton<ModelReader>().AddSingleton<KeyEndpoints>().AddSingleton<BackupEndpoints>();
        services.AddSingleton<IMetricSource, ProcessMetrics>().AddSingleton<IMetricSource, RequestMetrics>()
            .AddSingleton<IMetricSource, StoreMetrics>();
    }

    /// <summary>Steps a request takes, outermost first.</summary>
    public static void UseSteps(WebApplication app)
    {
        app.UseMiddleware<RequestCounting>();
        app.UseMiddleware<Problems.ProblemAnswers>();
        app.UseMiddleware<ResponseHeaders>();
        app.UseMiddleware<PageProblems>();
        app.UseMiddleware<HostGate>();
        app.UseMiddleware<OriginGate>();
        app.UseRouting();
        app.UseMiddleware<ReadinessGate>();
        app.UseMiddleware<AccessGate>();
        app.UseMiddleware<QueryGate>();
    }

    public static void MapEndpoints(WebApplication app)
    {
        HealthEndpoints.Map(app);
        LoginEndpoints.Map(app);
        MetricsEndpoint.Map(app);
        ModelEndpoints.Map(app);
        VersionEndpoints.Map(app);
        SchemaEndpoints.Map(app);
        AnnotationEndpoints.Map(app);
        ErasureEndpoints.Map(app);
        KeyEndpoints.Map(app);
        LimitEndpoints.Map(app);
        BackupEndpoints.Map(app);
        LiveParts.Map(app);
        IngestEndpoints.Map(app);
        LogEndpoints.Map(app);
        DashboardParts.Map(app);
        app.MapOpenApi(RoutePatterns.OpenApi).NeedsNothing();
    }

    static void AddProcess(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        services.AddSingleton<Readiness>().AddSingleton<RequestCounts>().AddSingleton<Lifecycle>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = options.DrainTime);
        services.Configure<JsonOptions>(o =>
        {
            o.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
            o.SerializerOptions.TypeInfoResolverChain.Insert(0, ProtocolJson.Default);
        });
        services.AddOpenApi("v1", OpenApiDocument.Set);
    }

    static void AddSecurity(IServiceCollection services, ServerOptions options)
    {
        services.AddDataProtection().SetApplicationName("plumbline")
            .PersistKeysToFileSystem(new DirectoryInfo(SealFolder.In(options.DataFolder)));
        services.AddSingleton<KeyRing>().AddSingleton<LoginCodes>().AddSingleton<FailedLogins>().AddSingleton<SessionCookie>();
        services.AddSingleton<Locality>().AddSingleton<FirstKey>().AddSingleton<LoginEndpoints>();
    }
}
