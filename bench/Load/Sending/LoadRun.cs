using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Plumbline.Load.Sending;

/// <summary>Sends as fast as the server acknowledges, or at a rate; each connection one request after the other, each until it is
/// acknowledged.</summary>
public sealed class LoadRun(LoadOptions options, TimeProvider time)
{
    const int Variants = 4;

    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    readonly DateTimeOffset _now = time.GetUtcNow();
    long _newest = -1;

    /// <summary>Number of the newest request of the first connection that was acknowledged; -1: none.</summary>
    public long Newest => Volatile.Read(ref _newest);

    /// <summary>Runs to the end.</summary>
    public async Task<LoadOutcome> RunAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp(), counted = start + (options.WarmUp * Stopwatch.Frequency);
        long end = options.Seconds == 0 ? long.MaxValue : counted + (options.Seconds * Stopwatch.Frequency);
        using var memory = new ServerMemory(options.Pid, time, TimeSpan.FromSeconds(options.WarmUp));
        var results = await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(c => Task.Run(() => SendAsync(c, start, counted,
            end, cancellationToken))));
        return new LoadOutcome(options, LoadResult.Join(results), Stopwatch.GetElapsedTime(counted).TotalSeconds, memory);
    }

    /// <summary>The first id of a request of a connection.</summary>
    public static string IdOf(LoadOptions options, int connection, long request) =>
        string.Create(CultureInfo.InvariantCulture, $"{options.Prefix}{connection:x2}{request * options.Lines:d10}");

    async Task<LoadResult> SendAsync(int number, long start, long counted, long end, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        RequestTemplate[] templates = [.. Enumerable.Range(0, Variants).Select(v => RequestTemplate.Render(options, number, v))];
        HttpConnection? connection = null;
        try
        {
            for (long request = 0; request < options.RequestsEach && Stopwatch.GetTimestamp() < end;)
            {
                RequestTemplate template = templates[request % Variants];
                long due = await DueAsync(start, request, cancellationToken);
                template.Stamp(request * options.Lines, TimeOf(request));
                try
                {
                    connection ??= await HttpConnection.OpenAsync(options.Address, cancellationToken);
                    int status = await connection.SendAsync(template.Bytes, cancellationToken);
                    if (status == 202)
                    {
                        Take(result, connection, due, counted);
                        if (number == 0) Volatile.Write(ref _newest, request);
                        request++;
                        continue;
                    }
                    result.Failed(status.ToString(CultureInfo.InvariantCulture));
                }
                catch (Exception broken) when (broken is IOException or SocketException)
                {
                    result.Failed(broken.GetType().Name);
                    connection?.Dispose();
                    connection = null;
                }
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
        finally
        {
            connection?.Dispose();
        }
        return result;
    }

    static void Take(LoadResult result, HttpConnection connection, long due, long counted)
    {
        long answered = Stopwatch.GetTimestamp();
        if (answered < counted) return;
        result.Acknowledged(answered - due, Count(connection.Body, "\"accepted\":"u8), Count(connection.Body, "\"duplicates\":"u8),
            Count(connection.Body, "\"rejected_count\":"u8));
    }

    // At a rate, a request that waits for the one before it is late, and that counts as latency.
    async ValueTask<long> DueAsync(long start, long request, CancellationToken cancellationToken)
    {
        if (options.Rate == 0) return Stopwatch.GetTimestamp();
        long due = start + (long)(request * (double)options.Lines * options.Connections / options.Rate * Stopwatch.Frequency);
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        return Math.Max(due, start);
    }

    DateTimeOffset TimeOf(long request) => options.Span == TimeSpan.Zero ? time.GetUtcNow()
        : _now - (options.Span * (1 - (request / (double)options.RequestsEach)));

    static long Count(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        int at = body.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(body[(at + name.Length)..].TrimStart((byte)' '), out long count, out _) ? count : 0;
    }
}

/// <summary>What was seen after the warm-up, the seconds it took, and the server's memory.</summary>
public sealed record LoadOutcome(LoadOptions Options, LoadResult Result, double Seconds, ServerMemory Memory);
