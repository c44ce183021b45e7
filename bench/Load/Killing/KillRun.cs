using Plumbline.Load.Serving;
using Plumbline.Statistics;

namespace Plumbline.Load.Killing;

/// <summary>Kills a server under load, again and again, and checks after each start that no promise was broken.</summary>
public sealed class KillRun
{
    static readonly string[] s_monitors = ["drift", "integrity", "quality"];

    readonly KillOptions _options;
    readonly KillSender[] _senders;
    readonly KillCheck _check;
    readonly SeededRandom _random;
    readonly List<string> _wrong = [];
    readonly List<TimeSpan> _starts = [];
    int _killedWhileStarting;

    public KillRun(KillOptions options)
    {
        _options = options;
        _senders = [.. Enumerable.Range(0, options.Senders).Select(n => new KillSender(options, n))];
        _check = new KillCheck(options, _senders);
        _random = new SeededRandom((ulong)options.Seed);
    }

    /// <summary>Runs every round and the last check.</summary>
    /// <param name="progress">Told a line a round.</param>
    public async Task<KillResult> RunAsync(Action<string> progress)
    {
        for (int round = 1; round <= _options.Rounds; round++)
        {
            if (round % 5 == 0) await KillWhileStartingAsync();
            using ServedProcess server = await StartAsync();
            using (var api = await ApiAsync(server))
            {
                if (round == 1) await PrepareAsync(api);
                else Note(round, await _check.RowsAsync(api));
            }
            TimeSpan moment = await KillUnderLoadAsync(server);
            progress($"round {round}: killed after {moment.TotalSeconds:0.00} s, {_senders.Sum(s => s.Sent):N0} lines sent, {_wrong.Count} wrong");
        }
        await FinishAsync();
        return Result();
    }

    async Task KillWhileStartingAsync()
    {
        using var server = ServedProcess.Start(_options.Program, _options.Data);
        await Task.Delay(100 + _random.NextInt(1_400));
        await server.KillAsync();
        _killedWhileStarting++;
    }

    async Task<ServedProcess> StartAsync()
    {
        var server = ServedProcess.Start(_options.Program, _options.Data);
        try
        {
            await server.ReadyAsync();
        }
        catch
        {
            server.Dispose();
            throw;
        }
        _starts.Add(server.UntilReady);
        return server;
    }

    async Task<Api> ApiAsync(ServedProcess server) => new(await server.ReadyAsync(), Api.AdminKey(_options.Data));

    async Task PrepareAsync(Api api)
    {
        string model = $"api/v1/models/{_options.Model}";
        await api.PutAsync(model, """{"task":"binary"}""");
        string rows = "prediction,score,amount,age,plan,truth\n" + string.Concat(Enumerable.Range(0, 3_000)
            .Select(n => $"{(n % 2 == 0 ? "yes" : "no")},{n % 1_000 / 1_001d:0.0000},{n % 100},{n % 70},plan {n % 5},{SentRequest.LabelOf(0, n)}\n"));
        await api.PutAsync($"{model}/baselines/default?target=truth&prediction=prediction&score=score", rows, "text/csv");
        // A truth whose event never comes: from now on the model has truths.
        await api.PostAsync($"{model}/truths", """{"id":"nobody","truth":"yes"}""");
        await api.PutMonitorsAsync(_options.Model, s_monitors.Select(kind => $$"""{"name":"{{kind}}","kind":"{{kind}}","window":"15m"}"""));
    }

    async Task<TimeSpan> KillUnderLoadAsync(ServedProcess server)
    {
        TimeSpan moment = _options.Longest * (.2 + (.8 * _random.NextDouble()));
        Uri address = await server.ReadyAsync();
        string key = Api.AdminKey(_options.Data);
        var sending = Task.WhenAll(_senders.Select(s => s.RunAsync(address, key, CancellationToken.None)));
        await Task.Delay(moment);
        await server.KillAsync();
        await sending;
        return moment;
    }

    // What was never acknowledged is sent once more; then everything must be there.
    async Task FinishAsync()
    {
        using ServedProcess server = await StartAsync();
        using (Api api = await ApiAsync(server))
        {
            Uri address = await server.ReadyAsync();
            string key = Api.AdminKey(_options.Data);
            await Task.WhenAll(_senders.Select(s => s.RunAsync(address, key, new CancellationToken(canceled: true))));
            Note(_options.Rounds + 1, await _check.RowsAsync(api));
            Note(_options.Rounds + 1, await _check.EvaluationsAsync(api, s_monitors));
        }
        if (await server.StopAsync() is var code and not 0) _wrong.Add($"The last stop ended with {code}.");
    }

    void Note(int round, IReadOnlyList<string> wrong) => _wrong.AddRange(wrong.Select(w => $"Before round {round}: {w}"));

    KillResult Result()
    {
        var result = new KillResult
        {
            Rounds = _options.Rounds,
            KilledWhileStarting = _killedWhileStarting,
            Sent = _senders.Sum(s => s.Sent),
            Accepted = _senders.Sum(s => s.Accepted),
            Duplicates = _senders.Sum(s => s.Duplicates),
            Rejected = _senders.Sum(s => s.Rejected),
            Events = _senders.Sum(s => (long)s.Events.Count) * _options.Lines,
            Truths = _senders.Sum(s => (long)s.Truths.Count) * _options.Lines,
            Repeated = _senders.Sum(s => s.Repeated),
            SlowestStart = _starts.Max(),
            Wrong = [.. _wrong, .. _senders.SelectMany(s => s.Wrong)],
        };
        if (result.Accepted + result.Duplicates + result.Rejected == result.Sent) return result;
        return result with { Wrong = [.. result.Wrong,
            $"{result.Sent} lines were sent, but {result.Accepted} + {result.Duplicates} + {result.Rejected} answered."] };
    }
}
