using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary>The server: built on open stores, started, stopped.</summary>
public sealed class PlumblineServer : IAsyncDisposable
{
    // Of the time for stopping.
    const double AskedAt = .9;

    readonly WebApplication _app;
    readonly ServerOptions _options;
    readonly TimeProvider _time;
    readonly Readiness _readiness;
    readonly Lifecycle _lifecycle;
    readonly ILogger _log;

    PlumblineServer(WebApplication app, ServerOptions options, TimeProvider time)
    {
        (_app, _options, _time) = (app, options, time);
        _readiness = app.Services.GetRequiredService<Readiness>();
        _lifecycle = app.Services.GetRequiredService<Lifecycle>();
        _log = app.Services.GetRequiredService<ILogger<PlumblineServer>>();
    }

    /// <summary>Where it listens, with the ports it was given.</summary>
    public IReadOnlyList<string> Urls => [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
        ?? []];

    /// <summary>Models registered.</summary>
    public int Models => Service<IModelCatalog>().Models().Count;

    /// <summary>A key made at this start, to be shown once.</summary>
    public FirstKeyShown? FirstKey { get; private set; }

    /// <summary>Puts a server together; nothing listens yet.</summary>
    /// <param name="further">Further parts, for tests.</param>
    public static PlumblineServer Build(ServerOptions options, Stores stores, ServerSurroundings around,
        Action<IServiceCollection>? further = null)
    {
        SealFolder.Prepare(options.DataFolder);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PlumblineServer).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Options come from us alone: no appsettings.json beside the program, no ASPNETCORE_ variable.
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel => KestrelLimits.Set(kestrel, options));
        ServerLogging.Set(builder.Logging, options, around);
        ServerComposition.AddParts(builder.Services, options, stores, around);
        further?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        ServerComposition.UseSteps(app);
        ServerComposition.MapEndpoints(app);
        return new PlumblineServer(app, options, around.Time);
    }

    /// <summary>Listens, then starts the parts. They replay the log beside requests; <c>/readyz</c> says when they have.</summary>
    /// <exception cref="IOException">An address is taken or not ours.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        if (_log.IsEnabled(LogLevel.Information))
            Log.Listening(_log, string.Join(", ", Urls), Path.GetFullPath(_options.DataFolder), Models);
        await _lifecycle.StartAsync(cancellationToken);
        // Last of all: a start that fails must not leave an admin key behind that nobody was shown.
        FirstKey = Service<FirstKey>().Make(_options.NewAdminKey);
    }

    /// <summary>Says that it is no longer ready, finishes the requests begun, then the parts.</summary>
    /// <remarks>The parts are asked to end a moment before <see cref="ServerOptions.DrainTime"/>, so that each can stop in order.</remarks>
    public async Task<StopOutcome> StopAsync()
    {
        long began = _time.GetTimestamp();
        using var end = new CancellationTokenSource(_options.DrainTime * AskedAt, _time);
        _readiness.Draining();
        Log.Draining(_log, Service<RequestCounts>().InFlight);
        await Task.Delay(_options.DrainNotice, _time, CancellationToken.None);
        await _app.StopAsync(end.Token);
        bool requestsEnded = Service<RequestCounts>().InFlight == 0;
        IReadOnlyList<string> unfinished = await _lifecycle.DrainAsync(() => _options.DrainTime - _time.GetElapsedTime(began), end.Token);
        if (!requestsEnded) unfinished = ["requests", .. unfinished];
        var outcome = new StopOutcome(unfinished, RowsBehind(Service<Stores>()));
        Tell(outcome, (long)_time.GetElapsedTime(began).TotalMilliseconds);
        return outcome;
    }

    /// <summary>Counts every profile anew from the stored rows; also while nothing listens.</summary>
    public async Task<RebuildAnswer> RebuildAsync(CancellationToken cancellationToken)
    {
        RebuildResult result = await Service<Recounts>().RebuildAsync(null, cancellationToken);
        return new RebuildAnswer(result.Cells, result.Changed, result.Sealed, result.AppliedSeq);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A part of the server.</summary>
    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    // Profiles count when they are saved: what is only in memory is counted again from the log.
    static long RowsBehind(Stores stores) =>
        Math.Max(0, stores.Log.LastSeq - Math.Min(stores.Events.AppliedSeq, stores.Profiles.AppliedSeq));

    void Tell(StopOutcome outcome, long milliseconds)
    {
        if (!outcome.IsInOrder) Log.StoppedShort(_log, milliseconds, string.Join(", ", outcome.Unfinished), outcome.RowsBehind);
        else if (outcome.RowsBehind > 0) Log.StoppedBehind(_log, milliseconds, outcome.RowsBehind);
        else Log.Stopped(_log, milliseconds);
    }

    /// <summary>The endpoints, for a test that compares them with the document.</summary>
    internal IEnumerable<Microsoft.AspNetCore.Http.Endpoint> Endpoints =>
        Service<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints;
}
