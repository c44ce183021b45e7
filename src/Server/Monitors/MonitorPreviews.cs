using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using TimeWindows = Plumbline.Engine.Monitors.Windows;

namespace Plumbline.Server.Monitors;

/// <summary>What a monitor would have said of the windows there are; nothing is kept.</summary>
sealed class MonitorPreviews(LiveCells cells, IEventStore events, ICatalog catalog, LogTimes times, TimeProvider clock)
{
    /// <summary>Windows that are looked at, the newest ones.</summary>
    public const int MostWindows = 1_000;

    static readonly TimeSpan s_month = TimeSpan.FromDays(31);

    public MonitorPreview Of(ModelDefinition model, MonitorDefinition monitor, TimeSpan back, Language language, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var from = (cells.LastEvent(model.Number) ?? now) - back;
        using var reader = new EvidenceReader(model, [monitor], cells, events, catalog, cancellationToken);
        var found = new List<Evaluation>();
        foreach (var window in WindowsOf(model, monitor, from, now).Reverse())
            if (Evaluate(reader, monitor, window, now) is { } evaluation) found.Add(evaluation);
        long seq = cells.AppliedSeq;
        return new MonitorPreview
        {
            From = from,
            To = now,
            Windows = found.Count,
            Breaches = found.Count(e => e.Status is EvaluationStatus.Warning or EvaluationStatus.Critical),
            Unknown = found.Count(e => e.Status is EvaluationStatus.InsufficientData or EvaluationStatus.Failed),
            Evaluations = [.. found.Select(e => EvaluationViews.Of(e, model.Name, monitor.Name, language))],
            Seq = seq,
            AsOf = times.Of(seq),
        };
    }

    /// <summary>A proposal with how often it would have fired. What needs truths is tried on the rows of the last month, if any truth has come.</summary>
    public ProposalView Of(ModelDefinition model, MonitorProposal proposal, Language language, CancellationToken cancellationToken)
    {
        var view = new ProposalView(MonitorDocuments.Of(model.Name, proposal.Monitor), proposal.Windows, proposal.Fired, proposal.Unknown);
        if (proposal.Monitor.Kind is not (MonitorKind.Quality or MonitorKind.Fairness)) return view;
        if (events.Count(model.Number, cancellationToken).Truths == 0)
            return view with { Note = MessageCatalog.Engine.Format(Message.Of("monitor.proposal_no_labels"), language) };
        var tried = Of(model, proposal.Monitor, s_month, language, cancellationToken);
        return view with { Windows = tried.Windows, Fired = tried.Breaches, Unknown = tried.Unknown };
    }

    Evaluation? Evaluate(EvidenceReader reader, MonitorDefinition monitor, Window window, DateTimeOffset now)
    {
        try
        {
            var report = reader.Report(WindowKey.Of(monitor, window), isProvisional: false, isHistorical: true);
            return report is null ? null : MonitorEvaluation.Evaluate(monitor, report, now);
        }
        catch (ProfileException problem)
        {
            return EvaluationRecord.Failed(monitor, window, cells.AppliedSeq, now, problem);
        }
    }

    IEnumerable<Window> WindowsOf(ModelDefinition model, MonitorDefinition monitor, DateTimeOffset from, DateTimeOffset now)
    {
        if (cells.LastEvent(model.Number) is not { } last || events.Count(model.Number, CancellationToken.None).FirstEvent is not { } first) return [];
        var start = first > from ? first : from;
        if (monitor.Window is WindowDefinition.ByTime byTime)
            return TimeWindows.Complete(byTime, start, last, now, model.Lateness).TakeLast(MostWindows);
        var query = new CellQuery { Model = model.Number, From = CellKey.StartOf(start), To = now, Version = monitor.Version, Columns = [""] };
        var counted = cells.Read(query, CancellationToken.None).Cells.GroupBy(c => new Window(c.Key.Start, c.Key.End))
            .Select(g => (g.Key, g.Sum(c => c.Profile.Rows)));
        return TimeWindows.ByCount((WindowDefinition.ByCount)monitor.Window, counted).TakeLast(MostWindows);
    }
}
