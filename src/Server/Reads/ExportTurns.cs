using Microsoft.AspNetCore.Http;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Reads;

/// <summary>Few files are written at once: each needs room on the disk and a share of the event store.</summary>
sealed class ExportTurns
{
    public const int AtOnce = 2;

    static readonly TimeSpan s_wait = TimeSpan.FromSeconds(5);

    int _running;

    /// <summary>A folder of its own until the answer is sent.</summary>
    /// <exception cref="ProblemException">429: others are being written.</exception>
    public string Begin(HttpResponse response)
    {
        if (Interlocked.Increment(ref _running) > AtOnce)
        {
            Interlocked.Decrement(ref _running);
            throw ProblemException.TooMany($"{AtOnce} files are being written, the most at once; try again.", s_wait, "busy");
        }
        string? folder = null;
        response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref _running);
            if (folder is not null) Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
        return folder = Directory.CreateTempSubdirectory("plumbline-export-").FullName;
    }
}
