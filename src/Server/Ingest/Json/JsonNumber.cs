using System.Buffers.Text;

namespace Plumbline.Server.Ingest.Json;

/// <summary>Numbers of JSON as doubles.</summary>
static class JsonNumber
{
    const long LargestExact = 1L << 53;

    static readonly double[] s_powers =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
        1e21, 1e22];

    /// <summary>The nearest double of a token that is a JSON number; infinite when it is beyond the doubles.</summary>
    /// <remarks>Short numbers are an exact integer times or by an exact power of ten, so one rounding is all (Clinger, 1990).</remarks>
    internal static double Parse(ReadOnlySpan<byte> token)
    {
        int at = token[0] == '-' ? 1 : 0;
        long digits = 0;
        int point = -1;
        for (; at < token.Length; at++)
        {
            int digit = token[at] - '0';
            if ((uint)digit <= 9)
            {
                if (digits >= LargestExact / 10) return Slow(token);
                digits = (digits * 10) + digit;
            }
            else if (token[at] == '.') point = at;
            else return Slow(token);
        }
        int places = point < 0 ? 0 : token.Length - point - 1;
        if (places >= s_powers.Length) return Slow(token);
        double value = places == 0 ? digits : digits / s_powers[places];
        return token[0] == '-' ? -value : value;
    }

    /// <summary>True for digits with an optional sign.</summary>
    internal static bool IsInteger(ReadOnlySpan<byte> token) => token.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    /// <summary>A number written as a text, such as "41" or "-2.5e3"; whole numbers beyond 2^53 are none, a double would lose their last
    /// digits.</summary>
    internal static bool TryParseText(ReadOnlySpan<byte> text, out double value)
    {
        bool isNumber = Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && double.IsFinite(value);
        return isNumber && (Math.Abs(value) <= LargestExact || !IsInteger(text));
    }

    static double Slow(ReadOnlySpan<byte> token)
    {
        return Utf8Parser.TryParse(token, out double value, out _) ? value : double.NaN;
    }
}
