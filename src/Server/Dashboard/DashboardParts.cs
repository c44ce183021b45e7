using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Dashboard.Alerts;
using Plumbline.Server.Dashboard.Compare;
using Plumbline.Server.Dashboard.Connect;
using Plumbline.Server.Dashboard.Explore;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Dashboard.Logs;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Dashboard.Monitors;
using Plumbline.Server.Dashboard.Settings;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Dashboard;

/// <summary>What people look at: the parts of the dashboard and its pages.</summary>
static class DashboardParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "plumbline_form";
            o.FormFieldName = "form_token";
            o.HeaderName = "Form-Token";
            // ResponseHeaders forbids framing for every answer.
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<Viewers>().AddSingleton<PageWriter>().AddSingleton<ChangeStream>();
        ExploreEndpoints.Add(services);
        CompareEndpoints.Add(services);
        services.AddSingleton<BreachRuns>().AddSingleton<FleetBook>().AddSingleton<ModelHistories>().AddSingleton<WindowReports>()
            .AddSingleton<VersionStarts>().AddSingleton<ModelMarks>().AddSingleton<VersionLineups>().AddSingleton<ModelReader>();
        services.AddSingleton<MetricReading>().AddSingleton<ConnectReader>();
        services.AddSingleton<InboxReader>().AddSingleton<MonitorsReader>().AddSingleton<MonitorEditReader>().AddSingleton<Rehearsals>();
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<Projection>(s => s.GetRequiredService<FleetBook>());
        services.AddSingleton<ILifecyclePart>(s => s.GetRequiredService<FleetBook>());
    }

    /// <summary>One line per page.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        FrameEndpoints.Map(app);
        StreamEndpoint.Map(app);
        FleetEndpoints.Map(app);
        ModelEndpoints.Map(app);
        ColumnEndpoints.Map(app);
        ExploreEndpoints.Map(app);
        CompareEndpoints.Map(app);
        NoteEndpoints.Map(app);
        LogsEndpoints.Map(app);
        ConnectEndpoints.Map(app);
        InboxEndpoints.Map(app);
        MonitorPageEndpoints.Map(app);
        SettingsEndpoints.Map(app);
    }
}
