using Microsoft.AspNetCore.Http;

namespace Plumbline.Server.Ingest;

/// <summary>Who sends a request. Whether they may is decided before ingestion is reached.</summary>
public interface IIngestCaller
{
    /// <summary>Number of the key the request came with; 0 where none is asked for.</summary>
    long ApiKey(HttpContext context);
}

/// <summary>Everybody is the same.</summary>
sealed class AnyCaller : IIngestCaller
{
    public long ApiKey(HttpContext context) => 0;
}
