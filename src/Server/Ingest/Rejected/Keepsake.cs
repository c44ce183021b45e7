using Plumbline.Engine.Storage;

namespace Plumbline.Server.Ingest.Rejected;

/// <summary>What a request leaves behind beside the log.</summary>
/// <param name="Model">Number of the model.</param>
/// <param name="Rows">Rejected rows, masked.</param>
/// <param name="Names">Names seen for the first time.</param>
sealed record Keepsake(int Model, IReadOnlyList<RejectedRow> Rows, IReadOnlyList<SeenName> Names);
