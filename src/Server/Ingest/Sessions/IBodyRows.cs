using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Ingest.Rejected;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>Finds the rows of a body, of whatever format, and has them read one by one.</summary>
interface IBodyRows
{
    /// <summary>Rows met so far, good and bad.</summary>
    long Count { get; }

    long Good { get; }

    Rejections Rejections { get; }

    /// <summary>Why the body ends before its end; null while all is well.</summary>
    BodyFault? Fault { get; }

    /// <summary>True when there is nothing more to read.</summary>
    bool IsDone { get; }

    /// <summary>Reads what is there, until the bytes or the batch's room end.</summary>
    /// <param name="bytes">What was not used before, and more.</param>
    /// <param name="isFinal">No more will come.</param>
    /// <returns>How many bytes are done with.</returns>
    int Read(ReadOnlySpan<byte> bytes, bool isFinal);
}
