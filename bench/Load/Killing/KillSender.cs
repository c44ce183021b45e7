using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Plumbline.Load.Killing;

/// <summary>One sender of events and truths. It knows what it sent, and what of that was acknowledged.</summary>
/// <remarks>One thread at a time: it sends in a round and is asked between rounds.</remarks>
public sealed class KillSender(KillOptions options, int number)
{
    /// <summary>Truths trail the events by so many requests, and every ninth time run ahead of them.</summary>
    const int Behind = 5;

    static readonly TimeSpan s_refused = TimeSpan.FromMilliseconds(50);

    readonly List<(DateTimeOffset Time, bool IsAcknowledged)> _events = [];
    readonly Dictionary<int, bool> _truths = [];
    readonly Queue<(SentRequest Request, Action Acknowledged)> _next = new();
    long _turn;

    public int Number => number;

    /// <summary>Lines sent at least once, and how they were answered in the end.</summary>
    public long Sent { get; private set; }

    public long Accepted { get; private set; }

    public long Duplicates { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Requests that were sent more than once.</summary>
    public long Repeated { get; private set; }

    /// <summary>Answers that contradict what was sent.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>True while a request waits to be acknowledged.</summary>
    public bool HasPending => _next.Count > 0;

    /// <summary>Requests of events: their moment, and whether the server promised to keep them.</summary>
    public IReadOnlyList<(DateTimeOffset Time, bool IsAcknowledged)> Events => _events;

    /// <summary>By request of events: whether its truths were acknowledged. What is not in here was not sent.</summary>
    public IReadOnlyDictionary<int, bool> Truths => _truths;

    /// <summary>Sends until the server is gone or nothing more is wanted.</summary>
    public async Task RunAsync(Uri address, string key, CancellationToken noMore)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            while (true)
            {
                if (_next.Count == 0)
                {
                    if (noMore.IsCancellationRequested) return;
                    Plan();
                    await Task.Delay(options.Pause, CancellationToken.None);
                }
                if (!await SendAsync(http, _next.Peek())) await Task.Delay(s_refused, CancellationToken.None);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            // The server was killed: what waits is sent again in the next round.
        }
    }

    void Plan()
    {
        var time = options.Now();
        int request = _events.Count;
        _events.Add((time, false));
        Enqueue(SentRequest.Events(options.Model, number, First(request), options.Lines, time, Key("e", request), bad: request % 7 == 3),
            () => _events[request] = (time, true));
        _turn++;
        int of = _turn % 9 == 0 ? request + 1 : request - Behind;
        if (_turn % 3 != 0 || of < 0 || _truths.ContainsKey(of)) return;
        if (_turn % 6 == 0) Enqueue(Labels(of, wrong: true), () => { });
        _truths[of] = false;
        Enqueue(Labels(of, wrong: false), () => _truths[of] = true);
    }

    SentRequest Labels(int request, bool wrong) =>
        SentRequest.Truths(options.Model, number, First(request), options.Lines, options.Now(), Key(wrong ? "w" : "t", request), wrong);

    void Enqueue(SentRequest request, Action acknowledged) => _next.Enqueue((request, acknowledged));

    long First(int request) => (long)request * options.Lines;

    // Half of the requests carry a key, the others rely on their ids.
    string? Key(string kind, int request) =>
        request % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{options.Word}-{kind}-{number}-{request}") : null;

    async Task<bool> SendAsync(HttpClient http, (SentRequest Request, Action Acknowledged) next)
    {
        SentRequest request = next.Request;
        if (++request.Attempts == 1) Sent += request.Lines.Good + request.Lines.Bad;
        else if (request.Attempts == 2) Repeated++;
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(request.Path, UriKind.Relative))
        {
            Content = new StringContent(request.Body, Encoding.UTF8, "application/x-ndjson"),
        };
        if (request.IdempotencyKey is { } key) message.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await http.SendAsync(message);
        string text = await answer.Content.ReadAsStringAsync();
        int status = (int)answer.StatusCode;
        if (status is 409 or 429 or 503) return false;
        if (status != 202) Wrong.Add($"{request.Path}: {status} {text}");
        else Take(request, JsonElement.Parse(text));
        _next.Dequeue();
        next.Acknowledged();
        return true;
    }

    void Take(SentRequest request, JsonElement answer)
    {
        long accepted = answer.GetProperty("accepted").GetInt64();
        long duplicates = Count(answer, "duplicates"), rejected = Count(answer, "rejected_count");
        (Accepted, Duplicates, Rejected) = (Accepted + accepted, Duplicates + duplicates, Rejected + rejected);
        bool isWhole = accepted + duplicates == request.Lines.Good && rejected == request.Lines.Bad;
        if (!isWhole || (request.Attempts == 1 && duplicates > 0) || Count(answer, "conflicting") > 0)
            Wrong.Add($"{request.Path}, attempt {request.Attempts}, {request.Lines} lines: {answer.GetRawText()}");
    }

    static long Count(JsonElement answer, string name) => answer.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
}
