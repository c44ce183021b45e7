using System.Globalization;
using System.Text;

namespace Plumbline.Load.Sending;

/// <summary>A whole request as bytes, rendered once; ids and times have fixed places and are overwritten before each sending.</summary>
sealed class RequestTemplate
{
    const int NumberDigits = 10;
    const string TimeForm = "yyyy-MM-ddTHH:mm:ss.fffZ";

    readonly int[] _numbers, _times;

    RequestTemplate(byte[] bytes, int[] numbers, int[] times) => (Bytes, _numbers, _times) = (bytes, numbers, times);

    public byte[] Bytes { get; }

    /// <summary>Renders a request.</summary>
    /// <param name="connection">Part of every id, so that connections never share one.</param>
    /// <param name="variant">Changes the values.</param>
    public static RequestTemplate Render(LoadOptions options, int connection, int variant)
    {
        var body = new StringBuilder();
        var (numbers, times) = (new int[options.Lines], new int[options.Lines]);
        ulong state = ((ulong)connection << 32) + (ulong)variant + 1;
        for (int line = 0; line < options.Lines; line++)
        {
            body.Append("{\"id\":\"").Append(options.Prefix).Append(connection.ToString("x2", CultureInfo.InvariantCulture));
            numbers[line] = body.Length;
            body.Append('0', NumberDigits).Append("\",\"time\":\"");
            times[line] = body.Length;
            body.Append('0', TimeForm.Length).Append('"');
            if (options.AreTruths) body.Append(Next(ref state) < .3 ? ",\"truth\":\"yes\"}" : ",\"truth\":\"no\"}");
            else AppendEvent(body, options.Features, ref state);
            body.Append('\n');
        }
        return WithHead(options, body.ToString(), numbers, times);
    }

    /// <summary>Gives every line the next number and the time.</summary>
    public void Stamp(long first, DateTimeOffset now)
    {
        Span<byte> time = stackalloc byte[TimeForm.Length];
        now.UtcDateTime.TryFormat(time, out _, TimeForm, CultureInfo.InvariantCulture);
        for (int line = 0; line < _numbers.Length; line++)
        {
            Span<byte> digits = Bytes.AsSpan(_numbers[line], NumberDigits);
            long number = first + line;
            for (int d = NumberDigits - 1; d >= 0; d--, number /= 10) digits[d] = (byte)('0' + (number % 10));
            time.CopyTo(Bytes.AsSpan(_times[line]));
        }
    }

    static RequestTemplate WithHead(LoadOptions options, string body, int[] numbers, int[] times)
    {
        string head = $"POST {options.Path} HTTP/1.1\r\nHost: {options.Address.Authority}\r\nAuthorization: Bearer {options.Key}\r\n"
            + $"Content-Type: application/x-ndjson\r\nContent-Length: {body.Length}\r\n\r\n";
        return new RequestTemplate(Encoding.ASCII.GetBytes(head + body), [.. numbers.Select(n => n + head.Length)],
            [.. times.Select(t => t + head.Length)]);
    }

    // Four in five features are numbers, the others categories, as in the tables people have.
    static void AppendEvent(StringBuilder body, int features, ref ulong state)
    {
        double score = Next(ref state);
        body.Append(CultureInfo.InvariantCulture,
            $",\"version\":\"1.0\",\"prediction\":\"{(score >= .5 ? "yes" : "no")}\",\"score\":{score:0.0000},\"features\":{{");
        for (int f = 0; f < features; f++)
        {
            if (f > 0) body.Append(',');
            double value = Next(ref state);
            if (f % 5 == 4) body.Append(CultureInfo.InvariantCulture, $"\"c{f}\":\"kind_{(int)(value * 8)}\"");
            else body.Append(CultureInfo.InvariantCulture, $"\"f{f}\":{value * 100 * (f + 1):0.###}");
        }
        body.Append("}}");
    }

    // SplitMix64.
    static double Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
