using System.Globalization;
using Plumbline.Client;
using Plumbline.Protocol;

namespace Plumbline.Demo.Loading;

/// <summary>What the server's monitors say of the fleet.</summary>
public sealed class FleetVerdicts(PlumblineClient client, DemoFleet fleet, TimeProvider time)
{
    // What a model waits for late events, unless it is registered otherwise; the fleet is not.
    const double Lateness = 300;

    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    // A Monday: windows are aligned to it.
    static readonly DateTimeOffset s_origin = new(1970, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Waits until every monitor has judged its newest complete window.</summary>
    /// <param name="patience">The longest to wait.</param>
    /// <returns>False when some had not by then.</returns>
    public async Task<bool> JudgedAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        var waiting = new List<(string Model, MonitorDocument Monitor)>();
        foreach (DemoModel model in fleet.Models)
            waiting.AddRange((await client.MonitorsAsync(model.Name, cancellationToken)).Monitors.Select(m => (model.Name, m)));
        while (true)
        {
            // One after the other: all of them are waited for, and every question takes the server's time.
            while (waiting is [.., var next] && await IsJudgedAsync(next.Model, next.Monitor, cancellationToken))
                waiting.RemoveAt(waiting.Count - 1);
            if (waiting.Count == 0) return true;
            if (time.GetElapsedTime(began) > patience) return false;
            await Task.Delay(s_pause, time, cancellationToken);
        }
    }

    /// <summary>What fires now, model by model, the worst first.</summary>
    public async Task<IReadOnlyList<AlertView>> FiringAsync(CancellationToken cancellationToken)
    {
        var all = new List<AlertView>();
        foreach (DemoModel model in fleet.Models)
            all.AddRange((await client.AlertsAsync(model.Name, "firing", null, cancellationToken)).Alerts
                .OrderBy(a => a.Severity != "critical").ThenBy(a => a.Monitor, StringComparer.Ordinal).ThenBy(a => a.Subject,
                    StringComparer.Ordinal));
        return all;
    }

    async Task<bool> IsJudgedAsync(string model, MonitorDocument monitor, CancellationToken cancellationToken)
    {
        EvaluationList found = await client.EvaluationsAsync(model, new EvaluationFilter { Monitor = monitor.Name, Limit = 1 },
            cancellationToken);
        return found is { Evaluations: [{ } newest], AsOf: { } asOf }
            && newest.To >= LastEnd(LengthOf(monitor.Window), asOf.AddSeconds(-Lateness));
    }

    static DateTimeOffset LastEnd(TimeSpan length, DateTimeOffset moment) =>
        moment - TimeSpan.FromTicks((moment - s_origin).Ticks % length.Ticks);

    static TimeSpan LengthOf(string window)
    {
        double count = double.Parse(window.AsSpan(0, window.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return window[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw new DemoException($"The window '{window}' is not one the demo uses."),
        };
    }
}
