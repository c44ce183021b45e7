namespace Plumbline.Datasets.Csv;

/// <summary>Finds the line on which a row begins. Quoted line ends and refused rows make it differ from the row's number, so the text is
/// walked once more, only when there is something to show.</summary>
static class CsvLines
{
    const int BufferSize = 1 << 18;

    /// <summary>The lines (1-based) of rows (0-based, refused rows not counted).</summary>
    internal static Dictionary<long, long> Find(Stream text, CsvDialect dialect, IReadOnlyCollection<long> rows,
        IReadOnlyList<long> refusedLines,
        CancellationToken cancellationToken)
    {
        long[] wanted = [.. rows.Order()];
        var found = new Dictionary<long, long>(wanted.Length);
        var refused = new HashSet<long>(refusedLines);
        byte[] buffer = new byte[BufferSize];
        bool quoted = false, empty = true;
        (long line, long start, long row) = (1, 1, dialect.HasHeader ? -1 : 0);
        int next = 0;
        for (int read; next < wanted.Length && (read = text.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (byte b in buffer.AsSpan(0, read))
            {
                if (b == CsvDialect.Quote) (quoted, empty) = (!quoted, false);
                else if (b != '\n') empty &= b is (byte)'\r' or 0;
                else
                {
                    line++;
                    if (quoted && !refused.Contains(start)) continue;
                    quoted = false;
                    if (!empty && !refused.Contains(start))
                    {
                        if (next < wanted.Length && wanted[next] == row) found[wanted[next++]] = start;
                        row++;
                    }
                    (start, empty) = (line, true);
                }
            }
        }
        if (next < wanted.Length && wanted[next] == row && !empty) found[wanted[next]] = start;
        return found;
    }
}
