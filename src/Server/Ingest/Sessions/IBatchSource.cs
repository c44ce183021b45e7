using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>Makes batches for the log of the rows of one request.</summary>
interface IBatchSource : IDisposable
{
    RowReader Rows { get; }

    /// <summary>The model's number; null while it is not known yet.</summary>
    int? Model { get; }

    /// <summary>The rows read so far; the reader is empty afterwards.</summary>
    /// <exception cref="IngestFaultException">They cannot be taken.</exception>
    LogEntry Take();
}
