using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Plumbline.Engine.Storage;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest.Files;

public sealed class ProgressTests
{
    [Fact]
    public async Task A_long_upload_says_every_second_how_far_it_is_and_ends_with_the_answer()
    {
        var time = new FakeTime();
        var appended = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using RunningServer server = await RunningServer.StartAsync(time: time, further: s =>
        {
            var log = new IdentifyingLog((InMemoryEventLog)s.Last(d => d.ServiceType == typeof(IEventLog)).ImplementationInstance!);
            int appends = 0;
            log.Before = () => ++appends < 4 ? Task.CompletedTask : Stop();
            s.AddSingleton<IEventLog>(log);
        });

        using HttpResponseMessage response = await SendAsync(server, 60_000, time, appended.Task);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        JsonElement first = JsonElement.Parse((await lines.ReadLineAsync())!);
        goOn.SetResult();
        JsonElement last = first;
        while (await lines.ReadLineAsync() is { } line) last = JsonElement.Parse(line);

        Assert.Equal((202, "application/x-ndjson"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.InRange(first.GetProperty("read").GetInt64(), 5_000, 59_999);
        Assert.Equal(60_000, last.GetProperty("accepted").GetInt64());
        Assert.False(last.TryGetProperty("read", out _));

        Task Stop()
        {
            appended.TrySetResult();
            return goOn.Task;
        }
    }

    [Fact]
    public async Task A_short_upload_answers_in_one_line()
    {
        await using RunningServer server = await Sending.StartAsync();

        using HttpResponseMessage response = await SendAsync(server, 10, null, Task.CompletedTask);

        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, JsonElement.Parse(Assert.Single(lines)).GetProperty("accepted").GetInt64());
    }

    static async Task<HttpResponseMessage> SendAsync(RunningServer server, int rows, FakeTime? time, Task isUnderWay)
    {
        string text = "id,time,x\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"e{i},2026-03-01T00:00:00Z,{i}\n"));
        using var request = new HttpRequestMessage(HttpMethod.Post,
            "/api/v1/models/m/events") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        Task<HttpResponseMessage> response = server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await isUnderWay;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!response.IsCompleted && time is not null)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
        return await response;
    }
}
