using Microsoft.Extensions.Logging;
using Plumbline.Server.Hosting;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Keeps files that must be there whole before they can be read, in the data folder, while they are read.</summary>
sealed partial class UploadFolder(ServerOptions options, ILogger<UploadFolder> logger) : ILifecyclePart, IDisposable
{
    const long BytesBetweenLooks = 16 << 20;

    readonly string _path = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataFolder), "uploads");
    readonly SemaphoreSlim _places = new(UploadLimits.AtOnce);
    long _made;

    public string Name => "uploads";

    /// <summary>Where they are; what is made of them while they are read may be there too.</summary>
    internal string Path => _path;

    /// <summary>Files being received or read.</summary>
    internal int Present => UploadLimits.AtOnce - _places.CurrentCount;

    /// <summary>Removes what a server that was killed left behind.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_path)) return Task.CompletedTask;
        int left = Directory.GetFiles(_path).Length;
        Directory.Delete(_path, recursive: true);
        if (left > 0) LogLeft(left);
        return Task.CompletedTask;
    }

    public Task DrainAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Receives a file.</summary>
    /// <param name="body">As it comes; it knows the largest file.</param>
    /// <param name="extension">Of its format, with the point.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="cancellationToken">Gives the file up.</param>
    /// <exception cref="IngestFaultException">It is too large, cut short, one too many, or the disk is nearly full.</exception>
    internal async Task<UploadedFile> ReceiveAsync(BodyBytes body, string extension, Action<long>? progress,
        CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(0, cancellationToken))
            throw new IngestFaultException(BodyFault.Busy($"{UploadLimits.AtOnce} files are being received, which is the most: send again "
                + "later."));
        CreateFolder();
        string file = System.IO.Path.Combine(_path, FormattableString.Invariant($"{Interlocked.Increment(ref _made)}{extension}"));
        var uploaded = new UploadedFile(file, () => _places.Release());
        try
        {
            uploaded.Length = await CopyAsync(body, file, progress, cancellationToken);
            return uploaded;
        }
        catch
        {
            uploaded.Dispose();
            throw;
        }
    }

    public void Dispose() => _places.Dispose();

    async Task<long> CopyAsync(BodyBytes body, string file, Action<long>? progress, CancellationToken cancellationToken)
    {
        long looked = -BytesBetweenLooks;
        try
        {
            await using FileStream target = Create(file);
            while (!body.IsEnded)
            {
                await body.FillAsync(cancellationToken);
                if (body.Fault is { } fault) throw new IngestFaultException(fault);
                if (body.Length - looked >= BytesBetweenLooks)
                {
                    looked = body.Length;
                    if (new DriveInfo(_path).AvailableFreeSpace < UploadLimits.Reserve) throw NoRoom();
                }
                await target.WriteAsync(body.TakeUnread(), cancellationToken);
                progress?.Invoke(body.Length);
            }
        }
        catch (IOException full) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotKept(full.Message);
            throw NoRoom();
        }
        return body.Length;
    }

    static FileStream Create(string file)
    {
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read,
            Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, how);
    }

    void CreateFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_path);
        else Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static IngestFaultException NoRoom() => new(new BodyFault(503, "disk_full",
        "The server has no room for the file. Make room, or send the rows as text or in smaller files.") { RetryAfterSeconds = 30 });

    [LoggerMessage(EventId = 2801, Level = LogLevel.Information,
        Message = "Removed {Files} files that were being received when the server was last stopped")]
    partial void LogLeft(int files);

    [LoggerMessage(EventId = 2802, Level = LogLevel.Warning, Message = "A file could not be kept while it was received: {Problem}")]
    partial void LogNotKept(string problem);
}

/// <summary>A file that was received; it goes when it is disposed.</summary>
sealed class UploadedFile(string path, Action ended) : IDisposable
{
    bool _isGone;

    internal string Path { get; } = path;

    internal long Length { get; set; }

    /// <summary>What a reader says of the file, without where it lies: its sender knows it as the file.</summary>
    internal string Named(string problem) =>
        problem.Replace($"'{Path}'", "The file", StringComparison.Ordinal).Replace(Path, "the file", StringComparison.Ordinal);

    public void Dispose()
    {
        if (_isGone) return;
        _isGone = true;
        File.Delete(Path);
        ended();
    }
}
