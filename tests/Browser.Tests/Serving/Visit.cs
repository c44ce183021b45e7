using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>Somebody at a browser. Whatever goes wrong in it is kept.</summary>
public sealed class Visit : IAsyncDisposable
{
    readonly IBrowserContext _context;
    readonly ConcurrentQueue<string> _problems = [], _requests = [];
    readonly string _address;

    Visit(IBrowserContext context, IPage page, string address) => (_context, Page, _address) = (context, page, address);

    public IPage Page { get; }

    public static async Task<Visit> OfAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page, address);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") visit._problems.Enqueue(message.Text); };
        page.PageError += (_, error) => visit._problems.Enqueue(error);
        context.Request += (_, request) => visit._requests.Enqueue(request.Url);
        return visit;
    }

    /// <summary>Nothing was written to the console, and nobody but our server was asked.</summary>
    public void AssertNothingWentWrong()
    {
        Assert.Empty(_problems);
        Assert.NotEmpty(_requests);
        Assert.All(_requests, r => Assert.True(r.StartsWith(_address + "/", StringComparison.Ordinal)
            || r.StartsWith("data:", StringComparison.Ordinal), r));
    }

    /// <summary>The page is no wider than the window.</summary>
    public async Task AssertNothingOverflowsAsync()
    {
        int[] widths = await Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, window.innerWidth]");
        Assert.True(widths[0] <= widths[1], $"{Page.Url} is {widths[0]} pixels wide in a window of {widths[1]}");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
