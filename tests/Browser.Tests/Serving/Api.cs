using System.Net.Http.Json;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>The HTTP API, as people call it.</summary>
sealed class Api(string address) : IDisposable
{
    readonly HttpClient _client = new() { BaseAddress = new Uri(address + "/api/v1/"), Timeout = TimeSpan.FromMinutes(5) };

    public async Task SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, body.GetType()) };
        using var response = await _client.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{method} {path}: {answer}");
    }

    public void Dispose() => _client.Dispose();
}
