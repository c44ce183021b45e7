using System.Collections.Immutable;

namespace Plumbline.Server.Hosting;

/// <summary>Everything about the process that can be chosen. <see cref="ServerOptionTable"/> says how each is written, its range and its
/// unit.</summary>
public sealed record ServerOptions
{
    public string DataFolder { get; init; } = "./plumbline-data";

    public ImmutableArray<ListenAddress> Urls { get; init; } = [ListenAddress.Default];

    /// <summary>Names in the Host header that are answered to, beside those of this machine.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>True: a key is needed on this machine too, as it always is when an address is not loopback.</summary>
    public bool RequireKey { get; init; }

    /// <summary>True: another admin key is made at start, for somebody who lost theirs.</summary>
    public bool NewAdminKey { get; init; }

    public LogFormat LogFormat { get; init; } = LogFormat.Auto;

    public LogDetail LogLevel { get; init; } = LogDetail.Information;

    public TimeSpan SessionLength { get; init; } = TimeSpan.FromDays(7);

    public int MostConnections { get; init; } = 1_000;

    public long MostBodyBytes { get; init; } = 64L << 20;

    /// <summary>Of a file of events, truths or a baseline, after decompression.</summary>
    public long MostUploadBytes { get; init; } = 2L << 30;

    /// <summary>Of the store of rows: pages it keeps at hand, rows on their way into the file, queries. Beyond it queries use the
    /// disk.</summary>
    public long RowMemoryBytes { get; init; } = 256L << 20;

    /// <summary>How long headers may take.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection without a request is kept.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Bytes a second a client must send and take, after five seconds of grace.</summary>
    public int LeastBytesPerSecond { get; init; } = 240;

    /// <summary>The longest stopping may take.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long <c>/readyz</c> says no before new connections are refused.</summary>
    public TimeSpan DrainNotice { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whole days that rows, truths and metric points are kept after they were received; a model may have its own
    /// number.</summary>
    public int RetentionDays { get; init; } = 30;

    /// <summary>Whole days that profiles are kept whose rows are gone.</summary>
    public int ProfileDays { get; init; } = 1_825;

    /// <summary>Whole days that evaluations are kept.</summary>
    public int EvaluationDays { get; init; } = 730;

    /// <summary>True when callers on this machine need a key as well.</summary>
    public bool NeedsKeys => RequireKey || Urls.Any(u => !u.IsLoopback);
}

public enum LogFormat
{
    /// <summary>Text on a terminal, JSON lines elsewhere.</summary>
    Auto,
    Text,
    Json,
}

public enum LogDetail
{
    Debug,
    Information,
    Warning,
    Error,
}
