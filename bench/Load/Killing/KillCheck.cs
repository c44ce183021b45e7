using System.Globalization;
using System.Text.Json;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Killing;

/// <summary>Compares what a server has with what it promised.</summary>
public sealed class KillCheck(KillOptions options, IReadOnlyList<KillSender> senders)
{
    const int Shown = 5;

    static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15), s_lateness = TimeSpan.FromMinutes(5),
        s_patience = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong, each a sentence; empty when every promise was kept.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(Api api)
    {
        var wrong = new List<string>();
        await Api.WaitAsync(async () => await api.MetricAsync("plumbline_cells_recount_pending") == 0, s_patience, "cells counted anew");
        JsonElement rebuilt = await api.PostAsync("api/v1/rebuild");
        if (rebuilt.GetProperty("changed").GetInt32() is var changed and > 0)
            wrong.Add($"{changed} of {rebuilt.GetProperty("cells")} cells differ from what a rebuild counts.");
        var stored = await StoredRows.ReadAsync(api, options.Model);
        wrong.AddRange(Events(stored));
        List<string> labels = Truths(stored);
        // A rebuild brings the rows to the end of the log; truths are joined soon after.
        for (long end = Environment.TickCount64 + (long)s_patience.TotalMilliseconds; labels.Count > 0 && Environment.TickCount64 < end;)
        {
            await Task.Delay(500);
            labels = Truths(await StoredRows.ReadAsync(api, options.Model));
        }
        return [.. wrong, .. labels];
    }

    /// <summary>Every window with rows is judged on all of them.</summary>
    public async Task<IReadOnlyList<string>> EvaluationsAsync(Api api, IEnumerable<string> monitors)
    {
        var complete = TimeProvider.System.GetUtcNow() - s_quarter - s_lateness;
        var expected = senders.SelectMany(s => s.Events).GroupBy(e => StartOf(e.Time)).Where(g => g.Key < complete)
            .ToDictionary(g => g.Key, g => (long)g.Count() * options.Lines);
        var wrong = new List<string>();
        foreach (string monitor in monitors)
        {
            string problem = "";
            try
            {
                await Api.WaitAsync(async () => (problem = Compare(monitor, expected, await EvaluationsAsync(api, monitor))).Length == 0,
                    s_patience, monitor);
            }
            catch (TimeoutException)
            {
                wrong.Add(problem);
            }
        }
        return wrong;
    }

    IEnumerable<string> Events(StoredRows stored)
    {
        var missing = new List<string>();
        long known = 0, possible = 0;
        foreach (KillSender sender in senders)
        {
            for (int request = 0; request < sender.Events.Count; request++)
            {
                string[] ids = [.. IdsOf(sender, request).Where(stored.Labels.ContainsKey)];
                known += ids.Length;
                possible += options.Lines;
                if (sender.Events[request].IsAcknowledged && ids.Length < options.Lines)
                    missing.AddRange(IdsOf(sender, request).Except(ids));
            }
        }
        if (missing.Count > 0) yield return $"{missing.Count} acknowledged events are gone: {Some(missing)}.";
        if (stored.Repeated.Count > 0) yield return $"{stored.Repeated.Count} events are there twice: {Some(stored.Repeated)}.";
        if (stored.Labels.Count > known) yield return $"{stored.Labels.Count - known} events are there that nobody sent (of {possible} that were).";
    }

    List<string> Truths(StoredRows stored)
    {
        var wrong = new List<string>();
        foreach (KillSender sender in senders)
        {
            for (int request = 0; request < sender.Events.Count; request++)
            {
                if (sender.Truths.TryGetValue(request, out bool isAcknowledged) && !isAcknowledged) continue;
                bool isKnown = sender.Truths.ContainsKey(request);
                for (int line = 0; line < options.Lines; line++)
                {
                    long number = ((long)request * options.Lines) + line;
                    string id = SentRequest.Id(sender.Number, number);
                    string? expected = isKnown ? SentRequest.LabelOf(sender.Number, number) : null;
                    if (stored.Labels.TryGetValue(id, out string? label) && label != expected) wrong.Add(id);
                }
            }
        }
        return wrong.Count == 0 ? [] : [$"{wrong.Count} events do not have their truth: {Some(wrong)}."];
    }

    IEnumerable<string> IdsOf(KillSender sender, int request) =>
        Enumerable.Range(0, options.Lines).Select(line => SentRequest.Id(sender.Number, ((long)request * options.Lines) + line));

    async Task<Dictionary<DateTimeOffset, (long Rows, string Status)>> EvaluationsAsync(Api api, string monitor)
    {
        JsonElement list = await api.GetAsync($"api/v1/models/{options.Model}/evaluations?monitor={monitor}&limit=1000");
        return list.GetProperty("evaluations").EnumerateArray().ToDictionary(e => e.GetProperty("from").GetDateTimeOffset(),
            e => (e.GetProperty("rows").GetInt64(), e.GetProperty("status").GetString()!));
    }

    static string Compare(string monitor, Dictionary<DateTimeOffset, long> expected,
        Dictionary<DateTimeOffset, (long Rows, string Status)> found)
    {
        var wrong = from e in expected.OrderBy(e => e.Key)
                    let there = found.TryGetValue(e.Key, out var f) ? f : (Rows: 0, Status: "absent")
                    where there.Rows != e.Value || there.Status == "failed"
                    select string.Create(CultureInfo.InvariantCulture, $"{e.Key:HH:mm} {there.Status}, {there.Rows} of {e.Value} rows");
        string[] all = [.. wrong];
        return all.Length == 0 ? "" : $"'{monitor}' did not judge {all.Length} of {expected.Count} windows on all their rows: {Some(all)}.";
    }

    static DateTimeOffset StartOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % s_quarter.Ticks), TimeSpan.Zero);

    static string Some(IReadOnlyList<string> all) => string.Join(", ", all.Take(Shown)) + (all.Count > Shown ? ", ..." : "");
}
