namespace Plumbline.Datasets.Csv;

/// <summary>Makes the lines of a text end alike.</summary>
static class LineEndings
{
    const int BufferSize = 1 << 18;

    /// <summary>Copies text byte by byte, every CR LF and every lone CR becoming LF. Right for every encoding whose ASCII is
    /// ASCII.</summary>
    internal static void Normalise(Stream source, Stream destination, CancellationToken cancellationToken)
    {
        byte[] read = new byte[BufferSize], written = new byte[BufferSize];
        bool afterReturn = false;
        for (int count; (count = source.Read(read)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int kept = 0;
            foreach (byte b in read.AsSpan(0, count))
            {
                if (b != (byte)'\n' || !afterReturn) written[kept++] = b == (byte)'\r' ? (byte)'\n' : b;
                afterReturn = b == (byte)'\r';
            }
            destination.Write(written, 0, kept);
        }
    }
}
