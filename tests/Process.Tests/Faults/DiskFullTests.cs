using System.Globalization;
using System.Net;
using Plumbline.Load.Serving;

namespace Plumbline.Process.Tests.Faults;

/// <summary>A real server on a real disk without space.</summary>
public sealed class DiskFullTests
{
    const int Megabytes = 96, LinesEach = 200;

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Without_space_it_refuses_with_the_reason_keeps_what_it_promised_and_goes_on_by_itself()
    {
        using SmallDisk? disk = SmallDisk.TryMake(Megabytes);
        if (disk is null) return;
        var accepted = new List<int>();
        using (FreshServer server = await FreshServer.StartAsync(Served.Program, Path.Combine(disk.Path, "data")))
        {
            accepted.Add(await AcceptedAsync(server.Api, 0));
            disk.Fill();
            HttpRequestException refusal = await RefusedAsync(server.Api, accepted);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode);
            Assert.Contains("disk is full", refusal.Message, StringComparison.Ordinal);
            Assert.Equal("up", (await server.Api.GetAsync("healthz")).GetProperty("status").GetString());

            disk.MakeRoom();
            await Api.WaitAsync(async () => await TryAsync(server.Api, accepted), s_patience, "accepted again without a restart");
            await server.Process.KillAsync();
        }

        using FreshServer again = await FreshServer.StartAsync(Served.Program, Path.Combine(disk.Path, "data"));
        var rebuilt = await again.Api.PostAsync("api/v1/rebuild");
        var profile = await again.Api.GetAsync("api/v1/models/churn/profiles");

        Assert.Equal(0, rebuilt.GetProperty("changed").GetInt32());
        Assert.Equal(accepted.Count * LinesEach, profile.GetProperty("rows").GetInt64());
        Assert.Equal(0, await again.Process.StopAsync());
    }

    // A log that had room reserved may still take a few.
    static async Task<HttpRequestException> RefusedAsync(Api api, List<int> accepted)
    {
        for (int attempt = 0; attempt < 5_000; attempt++)
        {
            try
            {
                accepted.Add(await AcceptedAsync(api, accepted.Count));
            }
            catch (HttpRequestException refusal)
            {
                return refusal;
            }
        }
        throw new InvalidOperationException("A full disk refused nothing.");
    }

    static async Task<bool> TryAsync(Api api, List<int> accepted)
    {
        try
        {
            accepted.Add(await AcceptedAsync(api, accepted.Count));
            return true;
        }
        catch (HttpRequestException refusal) when (refusal.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }
    }

    static async Task<int> AcceptedAsync(Api api, int part)
    {
        string time = TimeProvider.System.GetUtcNow().AddMinutes(-20).ToString("O", CultureInfo.InvariantCulture);
        string lines = string.Concat(Enumerable.Range(part * LinesEach, LinesEach)
            .Select(i => $"{{\"id\":\"e{i}\",\"time\":\"{time}\",\"features\":{{\"age\":{i % 70},\"note\":\"{new string('x', 200)}{i % 7}\"}}}}\n"));
        var answer = await api.PostAsync("api/v1/models/churn/events", lines, "application/x-ndjson");
        Assert.Equal(LinesEach, answer.GetProperty("accepted").GetInt32());
        return part;
    }
}
