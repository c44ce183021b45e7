using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Columns;
using Plumbline.Statistics;

namespace Plumbline.Server.Tests.Ingest;

/// <summary>Random events, read by us and by System.Text.Json.</summary>
public sealed class RandomEventTests
{
    const int Columns = 8;

    static readonly JsonSerializerOptions s_relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Thousands_of_events_read_as_System_Text_Json_reads_them(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        string[] events = [.. Enumerable.Range(0, 1_000).Select(i => Event(random, i))];
        bool isArray = seed % 2 == 0;
        string body = isArray ? "[" + string.Join(seed % 4 == 0 ? ",\n " : ",", events) + "]"
            : string.Join(seed % 3 == 0 ? "\r\n" : "\n", events);

        Decoded got = Decoded.Of(body, chunk: 1 + (int)(random.NextDouble() * 3_000));

        Assert.Null(got.Fault);
        Assert.Empty(got.Rejections);
        Assert.Equal(events.Select((_, i) => $"e{i}"), got.Ids);
        JsonElement[] rows = [.. events.Select(e => JsonDocument.Parse(e).RootElement)];
        for (int c = 0; c < Columns; c++) Compare(got, rows, c);
    }

    static void Compare(Decoded got, JsonElement[] rows, int column)
    {
        JsonElement?[] values = [.. rows.Select(r => r.GetProperty("features").TryGetProperty($"f {column}", out JsonElement v) ? v
            : (JsonElement?)null)];
        if (column % 2 == 0)
        {
            double[] expected = [.. values.Select(v => v is { ValueKind: JsonValueKind.Number } n ? n.GetDouble() : double.NaN)];
            Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits),
                got.Numbers($"f {column}").Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(expected.Count(double.IsNaN), got.Column($"f {column}")!.Missing.Count);
        }
        else
        {
            Assert.Equal(values.Select(v => v?.GetString()), got.Texts($"f {column}"));
            var slice = (CategoricalSlice)got.Column($"f {column}")!;
            Assert.Equal(slice.Categories.Distinct().Count(), slice.Categories.Count);
        }
    }

    static string Event(SeededRandom random, int number)
    {
        var text = new StringBuilder(Blank(random)).Append('{').Append(Blank(random)).Append("\"id\":\"e").Append(number)
            .Append("\",\"features\":{");
        bool isFirst = true;
        for (int c = 0; c < Columns; c++)
        {
            if (random.NextDouble() < .2) continue;
            text.Append(isFirst ? "" : ",").Append(Blank(random)).Append(random.NextDouble() < .1 ? "\"f\\u0020" : "\"f ").Append(c)
                .Append('"')
                .Append(Blank(random)).Append(':').Append(Value(random, c % 2 == 0));
            isFirst = false;
        }
        return text.Append('}').Append(Blank(random)).Append('}').ToString();
    }

    static string Value(SeededRandom random, bool isNumber)
    {
        if (random.NextDouble() < .1) return "null";
        return isNumber ? Number(random) : Text(random);
    }

    static string Number(SeededRandom random)
    {
        double any = BitConverter.UInt64BitsToDouble((ulong)(random.NextDouble() * ulong.MaxValue));
        double value = random.NextDouble() switch
        {
            < .2 => Math.Floor(random.NextDouble() * 2e17) - 1e17,
            < .4 => Math.Round(random.NextDouble() * 1000, 3),
            < .6 => random.NextDouble() * 1e-5,
            _ => double.IsFinite(any) ? any : 0,
        };
        string format = random.NextDouble() < .5 ? "R" : "F" + (int)(random.NextDouble() * 25);
        string written = value.ToString(Math.Abs(value) < 1e20 ? format : "R", CultureInfo.InvariantCulture);
        return written;
    }

    static string Text(SeededRandom random)
    {
        string[] words = ["a", "longer text", "ü", "日本", "😀", "tab\tand\nline", "quote\"s", "back\\slash", "NaN inside", "0", "true",
            "x{[,]}"];
        string word = words[(int)(random.NextDouble() * words.Length)];
        bool escapeAll = random.NextDouble() < .3;
        return escapeAll ? "\"" + string.Concat(word.Select(c => $"\\u{(int)c:x4}")) + "\""
            : JsonSerializer.Serialize(word, s_relaxed);
    }

    static string Blank(SeededRandom random) => random.NextDouble() < .1 ? " \t " : "";
}
