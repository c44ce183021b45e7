using Microsoft.AspNetCore.Http;

namespace Plumbline.Server.Ingest.Files;

/// <summary>An answer that says once a second how far the work is.</summary>
static class ProgressLines
{
    internal const string MediaType = "application/x-ndjson";

    static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    internal static bool AreWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes lines until the work is done. Work that is done before the first line is due has its own status and no
    /// line.</summary>
    /// <returns>True when the answer has begun: what comes of the work is its last line.</returns>
    internal static async Task<bool> WriteAsync(HttpContext context, Task work, Func<byte[]> line, TimeProvider time)
    {
        bool hasBegun = false;
        while (await Task.WhenAny(work, Task.Delay(s_every, time, CancellationToken.None)) != work)
        {
            if (context.RequestAborted.IsCancellationRequested) continue;
            if (!hasBegun)
            {
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                context.Response.ContentType = MediaType;
                hasBegun = true;
            }
            await WriteLineAsync(context, line());
        }
        return hasBegun;
    }

    internal static async Task WriteLineAsync(HttpContext context, byte[] json)
    {
        await context.Response.Body.WriteAsync(new ReadOnlyMemory<byte>([.. json, (byte)'\n']), CancellationToken.None);
        await context.Response.Body.FlushAsync(CancellationToken.None);
    }
}
