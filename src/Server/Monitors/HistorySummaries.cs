using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Sums up what monitors found in windows that were history when they were first judged.</summary>
sealed class HistorySummaries(IMonitorCatalog catalog, LiveCells cells, TimeProvider clock)
{
    const int MostWindows = 100;
    const int MostSubjects = 10;

    public HistorySummary Of(ModelDefinition model)
    {
        var names = catalog.Monitors(model.Number).ToDictionary(m => m.Number, m => m.Name);
        var histories = catalog.History(model.Number).Where(h => names.ContainsKey(h.Monitor)).Select(h => Of(h, names[h.Monitor]));
        return new HistorySummary
        {
            Model = model.Name,
            Monitors = [.. histories.OrderByDescending(h => h.Breaches).ThenBy(h => h.Monitor, StringComparer.Ordinal)],
            AsOfSeq = cells.AppliedSeq,
            AsOf = clock.GetUtcNow(),
        };
    }

    MonitorHistory Of(JudgedHistory history, string monitor) => new()
    {
        Monitor = monitor,
        From = history.From,
        To = history.To,
        Windows = history.Windows,
        Breaches = history.Breaches,
        FirstBreach = history.FirstBreach,
        LastBreach = history.LastBreach,
        InBreach = history.Breaches == 0 ? [] : InBreach(history.Monitor),
    };

    BreachedWindow[] InBreach(long monitor)
    {
        var query = new EvaluationQuery { Monitor = monitor, OnlyBreaches = true, OnlyHistorical = true, Limit = MostWindows };
        return [.. catalog.Evaluations(query).Reverse().Select(e =>
            new BreachedWindow(e.Number, e.Window.Start, e.Window.End, Words.Of(e.Status),
            [.. e.Parts.Where(p => p.Status is EvaluationStatus.Warning or EvaluationStatus.Critical).Select(p => p.Subject).Distinct()
                .Take(MostSubjects)]))];
    }
}
