using System.IO.Compression;
using System.Net.Http.Headers;

namespace Plumbline.Client;

/// <summary>NDJSON as the body of a request.</summary>
static class LinesContent
{
    public static HttpContent Of(ReadOnlyMemory<byte> lines, bool compress)
    {
        HttpContent content = compress ? Compressed(lines) : new ReadOnlyMemoryContent(lines);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (compress) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    static ByteArrayContent Compressed(ReadOnlyMemory<byte> lines)
    {
        var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(lines.Span);
        return new ByteArrayContent(whole.GetBuffer(), 0, (int)whole.Length);
    }
}
