using System.Text.RegularExpressions;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>Waits for what a server will show when its projections have come so far.</summary>
sealed class Patience(string address) : IAsyncDisposable
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2), s_pause = TimeSpan.FromMilliseconds(200);

    readonly HttpClient _http = new() { BaseAddress = new Uri(address) };

    public async Task UntilAsync(string path, Regex shows)
    {
        using var end = new CancellationTokenSource(s_limit);
        while (true)
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), end.Token);
            if (shows.IsMatch(await answer.Content.ReadAsStringAsync(end.Token))) return;
            await Task.Delay(s_pause, end.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
