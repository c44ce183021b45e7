using System.Globalization;
using System.Text;

namespace Plumbline.Browser.Tests.Logs;

/// <summary>A day of what a program prints: calm hours, one bad one, metrics good and refused, Chinese, markup, an endless line.</summary>
static class LogSeed
{
    public static Task SendAsync(string address, string model, DateTimeOffset now) => SendAsync(address, model, Lines(now));

    public static async Task SendAsync(string address, string model, IEnumerable<object> lines)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        string body = string.Join('\n', lines.Select(l => System.Text.Json.JsonSerializer.Serialize(l)));
        using var answer = await client.PostAsync($"/api/v1/models/{model}/logs",
            new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
        string said = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || said.Contains("\"rejected_count\":0", StringComparison.Ordinal) is false)
            throw new InvalidOperationException(said);
    }

    static IEnumerable<object> Lines(DateTimeOffset now)
    {
        for (int minute = 23 * 60; minute > 0; minute -= 3)
        {
            bool isBad = minute is > 380 and < 440;
            yield return Line(now, minute, $"INFO scored {900 + (minute * 7 % 300)} customers in {2.1 + (minute % 9 / 10d):0.0} s",
                "stdout");
            if (minute % 15 == 0)
                yield return Line(now, minute, string.Create(CultureInfo.InvariantCulture,
                    $"{{\"vh_metadata\": {{\"confidence\": {.9 - (isBad ? .35 : 0) + (minute % 7 / 100d):0.###}, \"queue\": {minute % 11}}}}}"), "stdout");
            if (isBad)
                yield return Line(now, minute, "ERROR feature store: no answer for minutes_used_30d (region south) after 3 tries",
                    "stderr");
            if (minute % 120 == 0) yield return Line(now, minute, "WARNING slow answer from the feature store: 812 ms", "stderr");
        }
        yield return Line(now, 9, "{'vh_metadata': {'confidence': c}}", "stdout");
        yield return Line(now, 8, "{\"vh_metadata\": {\"confidence\": 0.88, \"loss\": NaN}}", "stdout");
        yield return Line(now, 7, "检测到数据漂移：特征 minutes_used_30d 的缺失率超过阈值", "stderr");
        yield return Line(now, 6, Serving.ServedFleet.Script, "stdout");
        yield return Line(now, 5, "endless " + new string('x', 3_000), "stdout");
        yield return new { time = now.AddMinutes(-4), message = "ERROR no answer for one customer", stream = "stderr", source = "scorer-1",
            version = "7", event_id = "only", fields = new { attempts = 3 } };
        yield return Line(now, 3,
            "Traceback (most recent call last):\n  File \"score.py\", line 41, in predict\n    return model.predict(rows)\nValueError: Input contains NaN", "stderr");
    }

    static object Line(DateTimeOffset now, int minutesAgo, string message, string stream) =>
        new { time = now.AddMinutes(-minutesAgo), message, stream };
}
