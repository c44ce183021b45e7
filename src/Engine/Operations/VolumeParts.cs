using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Operations;

/// <summary>The window's rows against earlier windows.</summary>
static class VolumeParts
{
    public static IEnumerable<EvaluationPart> Of(MonitorRun run) =>
        run.Window.Populations(run.Monitor.Segment).Select(p => run.Monitor.Threshold is { } threshold
            ? ThresholdRule.Judge(Seen(p, Forecast(run, p)), threshold, run.Monitor.Severity)
            : Part(run, p)).ToList();

    // The values of a segment share the level.
    static VolumeForecast Forecast(MonitorRun run, Population population) =>
        VolumeForecast.From(population.EarlierRows, run.Window.Level / Math.Max(1, run.Window.Populations(run.Monitor.Segment).Count));

    static EvaluationPart Part(MonitorRun run, Population population)
    {
        var forecast = Forecast(run, population);
        var seen = Seen(population, forecast);
        if (double.IsNaN(forecast.Expected))
        {
            return seen.Part(EvaluationStatus.InsufficientData, Message.Of("monitor.few_windows",
                ("windows", MessageNumbers.Count(forecast.Windows)),
                ("needed", MessageNumbers.Count(VolumeForecast.LeastWindows))));
        }
        bool below = seen.Value < forecast.Low, above = seen.Value > forecast.High;
        string key = below ? "monitor.volume_fell" : above ? "monitor.volume_rose" : "monitor.volume_usual";
        var reasons = new List<Message> { Message.Of(key, ("rows", MessageNumbers.Count(population.Rows)),
            ("expected", Count(forecast.Expected)),
            ("low", Count(forecast.Low)), ("high", Count(forecast.High)), ("windows", MessageNumbers.Count(forecast.Windows))) };
        if (population.EarlierRows.YoungSeason is not null)
            reasons.Add(Message.Of("monitor.volume_no_season", ("needed", MessageNumbers.Count(VolumeForecast.LeastWindows))));
        // Said so that nobody takes it for a watch over silence.
        if (forecast.Low <= 0) reasons.Add(Message.Of("monitor.volume_blind"));
        return seen.Part(below || above ? run.Breach : EvaluationStatus.Ok, reasons) with
        {
            Threshold = above ? forecast.High : forecast.Low,
            PValue = forecast.PValue(population.Rows),
        };
    }

    static Observation Seen(Population population, VolumeForecast forecast) => new()
    {
        Subject = population.Whole(MonitorMeasures.Rows),
        Measure = MonitorMeasures.Rows,
        Value = population.Rows,
        N = population.Rows,
        Expected = forecast.Expected,
        ExpectedLow = double.IsNaN(forecast.Low) ? null : forecast.Low,
        ExpectedHigh = double.IsNaN(forecast.High) ? null : forecast.High,
        ExpectedN = forecast.Windows,
    };

    static string Count(double rows) => MessageNumbers.Short(Math.Round(rows));
}
