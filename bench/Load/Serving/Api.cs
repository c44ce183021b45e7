using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Plumbline.Load.Serving;

/// <summary>Asks a running server what everybody can ask.</summary>
public sealed class Api : IDisposable
{
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    readonly HttpClient _http;

    /// <summary>Speaks to a server.</summary>
    /// <param name="key">Null: without a key, as this machine may.</param>
    public Api(Uri address, string? key)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The admin key a first start leaves in the data folder.</summary>
    public static string AdminKey(string data) => File.ReadAllText(Path.Combine(data, "first-admin-key")).Trim();

    public async Task<JsonElement> GetAsync(string path) => Json(await SendAsync(HttpMethod.Get, path, null, ""));

    public async Task<JsonElement> PutAsync(string path, string body, string type = "application/json") =>
        Json(await SendAsync(HttpMethod.Put, path, body, type));

    public async Task<JsonElement> PostAsync(string path, string body = "", string type = "application/json") =>
        Json(await SendAsync(HttpMethod.Post, path, body, type));

    /// <summary>Adds monitors to a model.</summary>
    /// <param name="documents">Each as JSON, with its name.</param>
    public async Task PutMonitorsAsync(string model, IEnumerable<string> documents)
    {
        foreach (string document in documents)
        {
            string name = JsonElement.Parse(document).GetProperty("name").GetString()!;
            await PutAsync($"api/v1/models/{model}/monitors/{Uri.EscapeDataString(name)}", document);
        }
    }

    /// <summary>Sends a file.</summary>
    public async Task<JsonElement> PutFileAsync(string path, string file, string type)
    {
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using HttpResponseMessage answer = await _http.PutAsync(new Uri(path, UriKind.Relative), content);
        return Json(await TextAsync(answer, path));
    }

    public async Task DownloadAsync(string path, string file)
    {
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        if (!answer.IsSuccessStatusCode) await TextAsync(answer, path);
        await using FileStream target = File.Create(file);
        await answer.Content.CopyToAsync(target);
    }

    /// <summary>The sum of the samples of <c>/metrics</c> whose name and labels begin so.</summary>
    public async Task<double> MetricAsync(string start)
    {
        string text = await SendAsync(HttpMethod.Get, "metrics", null, "");
        var samples = text.Split('\n').Where(l => l.StartsWith(start, StringComparison.Ordinal) && l.Length > start.Length
            && l[start.Length] is ' ' or '{' or ',' or '}');
        return samples.Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Asks until the answer is good.</summary>
    /// <exception cref="TimeoutException">It was not good in time.</exception>
    public static async Task WaitAsync(Func<Task<bool>> isGood, TimeSpan limit, string what)
    {
        long end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (!await isGood())
        {
            if (Environment.TickCount64 > end) throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}.");
            await Task.Delay(s_pause);
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<string> SendAsync(HttpMethod method, string path, string? body, string type)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return await TextAsync(answer, path);
    }

    static async Task<string> TextAsync(HttpResponseMessage answer, string path)
    {
        string text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {text}", null,
            answer.StatusCode);
    }

    static JsonElement Json(string text) => text.Length == 0 ? default : JsonElement.Parse(text);
}
