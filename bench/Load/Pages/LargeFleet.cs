using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Plumbline.Load.Serving;
using Plumbline.Statistics;

namespace Plumbline.Load.Pages;

/// <summary>Many models of many columns, each with a quarter of an hour of events on every day, sent as history through the API.</summary>
public sealed class LargeFleet(int models, int columns, int days, TimeProvider time)
{
    /// <summary>Events of a model and a day: enough for a verdict.</summary>
    const int RowsPerDay = 60;

    const int BaselineDays = 30;

    readonly SeededRandom _random = new(11);

    public int Models => models;

    public int Columns => columns;

    public int Days => days;

    public long Rows => (long)models * days * RowsPerDay;

    public static string NameOf(int model) => string.Create(CultureInfo.InvariantCulture, $"model-{model:000}");

    public async Task SendAsync(FreshServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Key);
        var today = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        for (int model = 0; model < models; model++)
        {
            for (int day = 0; day < days; day++) await SendAsync(http, model, day, today.AddDays(day - days));
            if ((model + 1) % 20 == 0) Console.Error.WriteLine($"sent {model + 1} models");
        }
        await server.StoredAsync();
        for (int model = 0; model < models; model++) await WatchAsync(server.Api, NameOf(model), today.AddDays(-days));
    }

    async Task SendAsync(HttpClient http, int model, int day, DateTimeOffset start)
    {
        using var body = new StringContent(Body(model, day, start), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri($"api/v1/models/{NameOf(model)}/events", UriKind.Relative), body);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException(await answer.Content.ReadAsStringAsync());
    }

    string Body(int model, int day, DateTimeOffset start)
    {
        var body = new StringBuilder(RowsPerDay * columns * 14);
        // One column in ten drifts in the last week.
        double shift = day > days - 7 ? 1.5 : 0;
        for (int row = 0; row < RowsPerDay; row++)
        {
            string at = start.AddHours(9).AddSeconds(row * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            body.Append(CultureInfo.InvariantCulture,
                $"{{\"id\":\"{model}-{day}-{row}\",\"time\":\"{at}\",\"version\":\"{(day < days / 2 ? 1 : 2)}\",\"latency_ms\":{5 + (10 * _random.NextDouble()):0.00}");
            body.Append(CultureInfo.InvariantCulture, $",\"prediction\":\"{(_random.NextDouble() < .3 ? "yes" : "no")}\",\"features\":{{");
            for (int column = 0; column < columns; column++)
            {
                if (column > 0) body.Append(',');
                if (column % 5 == 4) body.Append(CultureInfo.InvariantCulture, $"\"c{column:00}\":\"kind_{_random.NextInt(8)}\"");
                else body.Append(CultureInfo.InvariantCulture, $"\"c{column:00}\":{Normal() + (column % 10 == 0 ? shift : 0):0.###}");
            }
            body.Append("}}\n");
        }
        return body.ToString();
    }

    // Twelve uniform numbers less six: near enough to normal.
    double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += _random.NextDouble();
        return sum;
    }

    static async Task WatchAsync(Api api, string model, DateTimeOffset start)
    {
        JsonElement baseline = await api.PutAsync($"api/v1/models/{model}/baselines/default",
            $$"""{"from":"{{start:O}}","to":"{{start.AddDays(BaselineDays):O}}"}""");
        await api.PutMonitorsAsync(model, baseline.GetProperty("proposals").EnumerateArray()
            .Select(p => p.GetProperty("monitor").GetRawText()));
    }
}
