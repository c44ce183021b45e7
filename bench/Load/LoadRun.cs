using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace Plumbline.Load;

/// <summary>Sends as fast as the server acknowledges, each connection one request after the other.</summary>
sealed class LoadRun(LoadOptions options, TimeProvider time)
{
    const int Variants = 4;

    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs to the end.</summary>
    /// <returns>What was seen after the warm-up, the seconds it took, and the server's memory.</returns>
    public async Task<(LoadResult Result, double Seconds, ServerMemory Memory)> RunAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp(), counted = start + (options.WarmUp * Stopwatch.Frequency), end = counted + (options.Seconds * Stopwatch.Frequency);
        using var memory = new ServerMemory(options.Pid, time, TimeSpan.FromSeconds(options.WarmUp));
        var results = await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(c => Task.Run(() => SendAsync(c, counted, end, cancellationToken))));
        return (LoadResult.Join(results), Stopwatch.GetElapsedTime(counted).TotalSeconds, memory);
    }

    async Task<LoadResult> SendAsync(int number, long counted, long end, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        RequestTemplate[] templates = [.. Enumerable.Range(0, Variants).Select(v => RequestTemplate.Render(options, number, v))];
        HttpConnection? connection = null;
        try
        {
            for (long request = 0; Stopwatch.GetTimestamp() < end; request++)
            {
                RequestTemplate template = templates[request % Variants];
                template.Stamp(request * options.Lines, time.GetUtcNow());
                try
                {
                    connection ??= await HttpConnection.OpenAsync(options.Address, cancellationToken);
                    long sent = Stopwatch.GetTimestamp();
                    int status = await connection.SendAsync(template.Bytes, cancellationToken);
                    long answered = Stopwatch.GetTimestamp();
                    if (answered < counted) continue;
                    if (status == 202) result.Acknowledged(answered - sent, Count(connection.Body, "\"accepted\":"u8), Count(connection.Body, "\"duplicates\":"u8));
                    else result.Failed(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    if (status is 429 or 503) await Task.Delay(s_pause, time, cancellationToken);
                }
                catch (Exception broken) when (broken is IOException or SocketException)
                {
                    result.Failed(broken.GetType().Name);
                    connection?.Dispose();
                    connection = null;
                    await Task.Delay(s_pause, time, cancellationToken);
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }
        return result;
    }

    static long Count(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        int at = body.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(body[(at + name.Length)..].TrimStart((byte)' '), out long count, out _) ? count : 0;
    }
}
