using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>A request cannot be taken further, for a reason that is none of its rows'.</summary>
sealed class IngestFaultException(BodyFault fault) : Exception(fault.Detail)
{
    internal BodyFault Fault { get; } = fault;
}
