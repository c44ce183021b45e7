using System.Globalization;

namespace Plumbline.Demo;

/// <summary>What every service prints: builds that start, a count each hour, and since this morning its batches.</summary>
static class Service
{
    const string Source = "service";

    /// <summary>The lines of one minute; their times are set later.</summary>
    public static IEnumerable<DemoLine> Lines(DemoModel model, DateTimeOffset minute, double day, Draws draws)
    {
        foreach (DemoVersion version in model.Versions.Where(v => DemoModel.IsNow(day, v.FromDay)))
        {
            yield return Out($"loading {model.Name} {version.Name} from the registry");
            yield return new DemoLine(default, "stderr", Source, "UserWarning: trained with 1.7.1, loaded with 1.7.2", "warning");
            yield return Out(Invariant($"{version.Name} answers after {1.2 + draws.Exponential(.8):0.0} s: {model.Columns.Count} features"));
        }
        if (minute.Minute == 0 && day > 1.01)
            yield return Out(Invariant($"{model.CountIn(minute.AddHours(-1))} calls answered in the last hour"));
        if (day > DemoFleet.HistoryDays + 1 && minute.Minute % 5 == 1)
        {
            int calls = Math.Max(1, draws.Poisson(model.CountIn(minute) / 12d));
            yield return Out(Invariant($"batch of {calls} in {3.1 + (calls * draws.LogNormal(1.4, .2)):0.0} ms"), "debug");
        }
    }

    static DemoLine Out(string message, string level = "info") => new(default, "stdout", Source, message, level);

    static string Invariant(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
