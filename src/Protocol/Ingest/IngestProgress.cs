namespace Plumbline.Protocol.Ingest;

/// <summary>A line of the answer to a file that was sent with <c>Accept: application/x-ndjson</c>: how far it is. The last line is the
/// answer itself,
/// an <see cref="IngestAnswer"/> or an <see cref="IngestProblem"/>.</summary>
/// <param name="Bytes">Bytes received, after decompression.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Accepted">Of them: on disk.</param>
/// <param name="Duplicates">Of them: whose id was there already.</param>
/// <param name="Rejected">Of them: refused.</param>
public sealed record IngestProgress(long Bytes, long Read, long Accepted, long Duplicates, long Rejected);
