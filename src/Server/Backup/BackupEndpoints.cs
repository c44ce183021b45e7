using Plumbline.Protocol;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;
using Plumbline.Storage.Backups;

namespace Plumbline.Server.Backup;

/// <summary>The whole data folder as an archive, made while the server goes on.</summary>
sealed class BackupEndpoints(Stores stores, TimeProvider clock, ILogger<BackupEndpoints> log) : IDisposable
{
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim _one = new(1, 1);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost(RoutePatterns.Backup,
            (HttpContext context, BackupEndpoints backups, CancellationToken cancellationToken) =>
                backups.SendAsync(context, cancellationToken))
        .Needs(Permission.Administer).WithName("Backup").WithTags("operations")
        .WithSummary("Everything that was acknowledged before the request, as a tar archive for 'plumbline restore'.")
        .WithDescription("The archive ends with a list of its files and their checksums: one without it was cut off. One backup at a time.")
        .Produces(StatusCodes.Status200OK, contentType: "application/x-tar").ProducesProblems(401, 403, 429, 503);

    public void Dispose() => _one.Dispose();

    async Task SendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (stores.Folder is not { } folder) throw ProblemException.Unavailable("This server has no data folder to make a backup of.",
            s_soon);
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
            throw ProblemException.TooMany("A backup is being made; wait for it to end.", s_soon, "busy");
        try
        {
            long began = clock.GetTimestamp();
            using BackupWriting backup = BackupWriting.Begin(folder, clock);
            HttpResponse response = context.Response;
            response.ContentType = "application/x-tar";
            response.Headers.ContentDisposition =
                string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"plumbline-{backup.Created:yyyyMMdd-HHmmss}.tar\"");
            response.Headers["Plumbline-As-Of-Seq"] = backup.LastSeq.ToString(CultureInfo.InvariantCulture);
            // Written at the pace of whoever takes it, never gathered in memory.
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            BackupManifest manifest = await backup.WriteAsync(response.Body, cancellationToken);
            Log.Made(log, manifest.Files.Count, manifest.Files.Sum(f => f.Length), manifest.LastSeq,
                (long)clock.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (Exception wrong) when (context.Response.HasStarted && wrong is not OperationCanceledException)
        {
            // The answer is half sent: whoever takes it must see that it broke off.
            Log.BrokeOff(log, wrong);
            context.Abort();
        }
        finally
        {
            _one.Release();
        }
    }
}
