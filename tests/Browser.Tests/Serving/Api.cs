using System.Net.Http.Json;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>The HTTP API, as people call it.</summary>
sealed class Api(string address) : IDisposable
{
    readonly HttpClient _client = new() { BaseAddress = new Uri(address + "/api/v1/"), Timeout = TimeSpan.FromMinutes(5) };

    public async Task SendAsync(HttpMethod method, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, body.GetType()) };
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        using var response = await _client.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {answer}");
    }

    public async Task<string> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        string answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"GET {path}: {answer}");
    }

    public void Dispose() => _client.Dispose();
}
