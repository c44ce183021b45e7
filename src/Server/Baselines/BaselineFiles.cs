using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Plumbline.Datasets;
using Plumbline.Engine.Models;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Baselines;

/// <summary>Receives the file of a baseline and has it read.</summary>
sealed class BaselineFiles(UploadFolder uploads, BaselineRegister register, ServerOptions options)
{
    const string Gzip = "application/gzip";

    /// <summary>Bytes of columns in memory; what is beyond goes to disk while it is read.</summary>
    const long Memory = 256L << 20;

    static readonly string[] s_rows = [FileFormats.Csv, FileFormats.Tsv, FileFormats.Parquet, "application/x-ndjson", Gzip];

    internal static string Types => string.Join(", ", s_rows);

    /// <summary>True when the body is rows: by its type, and where it is JSON by its first byte.</summary>
    internal static async Task<bool> IsOneAsync(HttpRequest request, string type, CancellationToken cancellationToken)
    {
        if (!type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return s_rows.Contains(type, StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            byte? first = First(read.Buffer);
            // Nothing is used: whoever reads the body begins at its beginning.
            request.BodyReader.AdvanceTo(read.Buffer.Start, first is null && !read.IsCompleted ? read.Buffer.End : read.Buffer.Start);
            if (first is not null || read.IsCompleted) return first == '[';
        }
    }

    /// <summary>Receives a file and makes a baseline of it.</summary>
    /// <exception cref="ProblemException">The file cannot be received, or cannot be a baseline.</exception>
    internal async Task<MadeBaseline> MakeAsync(ModelDefinition model, string name, HttpRequest request, DatasetOptions flags,
        BaselineNote note, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MostUploadBytes;
        try
        {
            using var body = new BodyBytes(request.Body, IsGzip(request), options.MostUploadBytes);
            using var file = await uploads.ReceiveAsync(body, ".rows", note.Received, cancellationToken);
            if (await StartsAsGzipAsync(file.Path, cancellationToken))
                throw new IngestFaultException(FileFaults.WrongFormat("gzip",
                    "Say so with Content-Encoding: gzip, or as Content-Type: application/gzip."));
            // Whoever tells of the progress must not wait for the reading.
            await Task.Yield();
            return register.FromFile(model, name, file, flags with { TemporaryFolder = uploads.Path, MemoryLimitBytes = Memory }, note,
                cancellationToken);
        }
        catch (IngestFaultException wrong)
        {
            var (status, kind, detail) = (wrong.Fault.Status, wrong.Fault.Kind, wrong.Fault.Detail);
            throw new ProblemException(ProblemKinds.Of(status, detail, kind),
                wrong.Fault.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        }
    }

    static byte? First(System.Buffers.ReadOnlySequence<byte> bytes)
    {
        foreach (var piece in bytes)
        {
            int at = piece.Span.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
            if (at >= 0) return piece.Span[at];
        }
        return null;
    }

    static bool IsGzip(HttpRequest request)
    {
        string encoding = request.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && encoding is not ("gzip" or "x-gzip" or "identity"))
            throw ProblemException.Of(StatusCodes.Status415UnsupportedMediaType, "media_type",
                "A body is sent plain or with Content-Encoding: gzip.");
        return encoding is "gzip" or "x-gzip" || request.ContentType?.StartsWith(Gzip, StringComparison.OrdinalIgnoreCase) == true;
    }

    static async Task<bool> StartsAsGzipAsync(string path, CancellationToken cancellationToken)
    {
        byte[] head = new byte[2];
        await using var file = File.OpenRead(path);
        return await file.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken) == 2 && head is [0x1F, 0x8B];
    }
}

/// <summary>How far a baseline is. Written by who makes it, read by who tells of it.</summary>
sealed class BaselineNote : IProgress<ReadProgress>
{
    long _bytes;
    long _rows;

    internal long Bytes => Interlocked.Read(ref _bytes);

    internal long Rows => Interlocked.Read(ref _rows);

    public void Report(ReadProgress value) => Interlocked.Exchange(ref _rows, value.Rows);

    internal void Received(long bytes) => Interlocked.Exchange(ref _bytes, bytes);
}
