using System.Buffers;

namespace Plumbline.Client;

/// <summary>Lines that go in one request, and the key by which the server knows the request again.</summary>
sealed class Batch(int bytes)
{
    readonly ArrayBufferWriter<byte> _bytes = new(Math.Max(1, bytes));

    public string IdempotencyKey { get; } = Guid.NewGuid().ToString("N");

    public int Lines { get; private set; }

    public int Bytes => _bytes.WrittenCount;

    public ReadOnlyMemory<byte> Content => _bytes.WrittenMemory;

    public void Add(ReadOnlySpan<byte> line)
    {
        _bytes.Write(line);
        Lines++;
    }
}
