using Plumbline.Datasets;
using Plumbline.Datasets.Parquet;
using Plumbline.Engine.Models;
using Plumbline.Server.Hosting;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Sessions;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Opens the bodies of requests that send rows: JSON and text are read as they come, a Parquet file is received first.</summary>
sealed class RowFiles(UploadFolder uploads, Backfills backfills, ServerOptions options)
{
    internal async Task<BodyContent> ReceiveAsync(IngestRequest request, CancellationToken cancellationToken)
    {
        if (request.File is not { Format: FileFormat.Parquet } file)
            return new BodyContent(request, MostBytes(request), null, null, cancellationToken);
        UploadedFile? received = null;
        try
        {
            using var body = new BodyBytes(request.Body, false, file.MostBytes);
            received = await uploads.ReceiveAsync(body, ".parquet", n => request.Progress?.Invoke(IngestCounts.None with { Bytes = n }),
                cancellationToken);
            return new BodyContent(request, MostBytes(request), received, ParquetRows.Open(received.Path, cancellationToken),
                cancellationToken);
        }
        catch (IngestFaultException wrong)
        {
            return new BodyContent(request, MostBytes(request), received, null, cancellationToken) { Fault = wrong.Fault };
        }
        catch (DatasetException broken)
        {
            BodyFault fault = received is { Length: > 0 } ? FileFaults.Unreadable(received.Named(broken.Message)) : FileFaults.Empty();
            return new BodyContent(request, MostBytes(request), received, null, cancellationToken) { Fault = fault };
        }
        catch
        {
            received?.Dispose();
            throw;
        }
    }

    long MostBytes(IngestRequest request) => request.File?.MostBytes ?? options.MostBodyBytes;

    /// <summary>The batches; those of history are noted as such before they are in the log.</summary>
    internal IBatchSource Backfilled(IngestRequest request, IBatchSource batches) =>
        request.File is { IsBackfill: true } ? new BackfilledBatches(batches, backfills) : batches;
}

/// <summary>The body of a request as it is to be read.</summary>
sealed class BodyContent(IngestRequest request, long most, UploadedFile? received, ParquetRows? parquet,
    CancellationToken cancellationToken) : IDisposable
{
    FileRows? _rows;

    /// <summary>Why it cannot be read at all.</summary>
    internal BodyFault? Fault { get; init; }

    internal BodyBytes Body() =>
        received is null ? new BodyBytes(request.Body, request.IsGzip, most) : new BodyBytes(Stream.Null, false, most, received.Length);

    internal IBodyRows Rows(RowReader reader, ModelDefinition? model)
    {
        if (request.File is not { } file) return new JsonBodyRows(reader, request.Layout);
        if (parquet is null || received is null) return _rows = new DelimitedRows(reader, file, model, request.Kind);
        return _rows = new ParquetFileRows(reader, received, parquet, file, model, request.Kind, cancellationToken);
    }

    public void Dispose()
    {
        (_rows as IDisposable)?.Dispose();
        parquet?.Dispose();
        received?.Dispose();
    }
}
