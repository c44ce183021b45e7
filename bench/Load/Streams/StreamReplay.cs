using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.DuckDb;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Streams;

/// <summary>Sends a stream to a real server: first the reference, of which a baseline is made, then the rest, judged by the proposed
/// monitors.</summary>
public sealed class StreamReplay(StreamSource source, string folder, FreshServer server)
{
    const int RowsAtOnce = 1_000;

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30), s_quiet = TimeSpan.FromSeconds(8);

    readonly string _model = $"api/v1/models/{source.Name}";
    readonly StringBuilder _events = new(), _truths = new();
    readonly List<long> _all = [], _others = [];
    int _rows;
    long _lastTruth;

    /// <summary>Rows that were sent.</summary>
    public long Rows { get; private set; }

    /// <summary>The proposed monitors that were applied.</summary>
    public IReadOnlyList<string> Monitors { get; private set; } = [];

    /// <summary>Sends all.</summary>
    /// <param name="most">Rows of the stream that are sent.</param>
    /// <returns>Evaluations of the proposed monitors on the windows after the reference.</returns>
    public async Task<IReadOnlyList<JsonElement>> RunAsync(long most)
    {
        await server.Api.PutAsync(_model, """{"task":"binary"}""");
        (DateTimeOffset from, DateTimeOffset to) = await SendAsync(isReference: true, most);
        await MonitorAsync(from, to);
        await SendAsync(isReference: false, most);
        await JudgedAsync();
        var all = new List<JsonElement>();
        foreach (string monitor in Monitors) all.AddRange(await EvaluationsAsync(monitor));
        return [.. all.Where(e => e.GetProperty("from").GetDateTimeOffset() >= to || e.GetProperty("to").GetDateTimeOffset() <= from)];
    }

    async Task<(DateTimeOffset From, DateTimeOffset To)> SendAsync(bool isReference, long most)
    {
        long first = long.MaxValue, last = long.MinValue;
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions { Threads = 1 });
        using DuckDbConnection connection = database.Connect();
        using DuckDbResult result = connection.Query(source.Lines(folder, most), CancellationToken.None);
        while (result.Next(CancellationToken.None) is { } chunk)
        {
            using (chunk)
            {
                for (int row = 0; row < chunk.RowCount; row++)
                {
                    if ((chunk[1].Values<byte>()[row] != 0) != isReference) continue;
                    long at = chunk[0].Values<long>()[row];
                    (first, last) = (Math.Min(first, at), Math.Max(last, at));
                    _all.Add(at);
                    if (!isReference) _others.Add(at);
                    _events.Append(Encoding.UTF8.GetString(chunk[2].Text(row))).Append('\n');
                    if (chunk[3].IsValid(row)) _truths.Append(Encoding.UTF8.GetString(chunk[3].Text(row))).Append('\n');
                    if (++_rows == RowsAtOnce) Flush();
                }
            }
        }
        Flush();
        await server.StoredAsync();
        return (Moment(first), Moment(last + 1));
    }

    // Called between two rows of a chunk, whose spans do not live across an await.
    void Flush()
    {
        if (_rows == 0) return;
        JsonElement answer = server.Api.PostAsync($"{_model}/events", _events.ToString(), "application/x-ndjson").GetAwaiter().GetResult();
        if (answer.GetProperty("accepted").GetInt32() != _rows)
            throw new InvalidDataException($"{source.Name}: {_rows} events were sent, the answer is {answer}.");
        if (_truths.Length > 0) server.Api.PostAsync($"{_model}/truths", _truths.ToString(), "application/x-ndjson").GetAwaiter()
            .GetResult();
        _lastTruth += _truths.Length > 0 ? 1 : 0;
        Rows += _rows;
        _rows = 0;
        _events.Clear();
        _truths.Clear();
    }

    async Task MonitorAsync(DateTimeOffset from, DateTimeOffset to)
    {
        if (_lastTruth > 0) await Api.WaitAsync(HasTruthsAsync, s_patience, "truths joined");
        JsonElement baseline = await server.Api.PutAsync($"{_model}/baselines/default", $$"""{"from":"{{from:O}}","to":"{{to:O}}"}""");
        var proposed = baseline.GetProperty("proposals").EnumerateArray().Select(p => p.GetProperty("monitor"))
            .Where(m => m.GetProperty("kind").GetString() is "drift" or "integrity" or "quality").ToList();
        await server.Api.PutMonitorsAsync(source.Name, proposed.Select(m => m.GetRawText()));
        Monitors = [.. proposed.Select(m => m.GetProperty("name").GetString()!)];
    }

    // Truths are joined some seconds behind the rows: every event of the first page has its own by then.
    async Task<bool> HasTruthsAsync()
    {
        JsonElement page = await server.Api.GetAsync($"{_model}/events?limit=1000");
        return page.GetProperty("events").EnumerateArray().All(e => e.TryGetProperty("truth", out _));
    }

    // Every window is judged on all its rows; then truths may still restate some, until nothing is judged again for a while.
    async Task JudgedAsync()
    {
        _all.Sort();
        foreach (string monitor in Monitors)
            await Api.WaitAsync(async () => IsWhole(await EvaluationsAsync(monitor)), s_patience,
                $"{source.Name}: every window judged by '{monitor}'");
        double before = -1, now;
        while ((now = await server.Api.MetricAsync("plumbline_evaluations_total")) != before)
        {
            before = now;
            await Task.Delay(s_quiet);
        }
    }

    bool IsWhole(List<JsonElement> evaluations)
    {
        var windows = evaluations.Where(e => e.GetProperty("rows").GetInt64() > 0)
            .Select(e => (From: Micros(e.GetProperty("from")), To: Micros(e.GetProperty("to")), Rows: e.GetProperty("rows").GetInt64()))
            .ToList();
        return _others.All(at => windows.Exists(w => w.From <= at && at < w.To))
            && windows.TrueForAll(w => w.Rows == Below(w.To) - Below(w.From) || !_others.Exists(at => w.From <= at && at < w.To));
    }

    int Below(long moment)
    {
        int low = 0, high = _all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_all[middle] < moment) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static long Micros(JsonElement moment) => (moment.GetDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    async Task<List<JsonElement>> EvaluationsAsync(string monitor)
    {
        var all = new List<JsonElement>();
        for (string before = ""; ;)
        {
            JsonElement page = await server.Api.GetAsync($"{_model}/evaluations?monitor={monitor}&limit=1000{before}");
            all.AddRange(page.GetProperty("evaluations").EnumerateArray());
            if (!page.TryGetProperty("next", out JsonElement next)) return all;
            before = string.Create(CultureInfo.InvariantCulture, $"&before={next.GetInt64()}");
        }
    }

    static DateTimeOffset Moment(long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);
}
