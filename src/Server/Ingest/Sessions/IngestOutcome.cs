using Plumbline.Protocol.Ingest;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>What became of a request.</summary>
/// <param name="Answer">What was accepted and rejected.</param>
/// <param name="Fault">Why it was not taken to its end; null when it was.</param>
sealed record IngestOutcome(IngestAnswer Answer, BodyFault? Fault)
{
    internal static IngestOutcome Rejected(BodyFault fault) => new(new IngestAnswer { Accepted = 0 }, fault);
}
