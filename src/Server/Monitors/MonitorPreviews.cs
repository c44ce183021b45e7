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

    static readonly TimeSpan s_hour = TimeSpan.FromHours(1), s_day = TimeSpan.FromDays(1), s_month = TimeSpan.FromDays(31);

    public MonitorPreview Of(ModelDefinition model, MonitorDefinition monitor, TimeSpan back, Language language,
        CancellationToken cancellationToken)
    {
        var (from, now, found) = Judge(model, monitor, back, cancellationToken);
        long seq = cells.AppliedSeq;
        return new MonitorPreview
        {
            From = from,
            To = now,
            Windows = found.Count,
            Breaches = found.Count(IsBreach),
            Unknown = found.Count(IsUnknown),
            Evaluations = [.. found.Select(e => EvaluationViews.Of(e, model.Name, monitor.Name, language))],
            Seq = seq,
            AsOf = times.Of(seq),
        };
    }

    /// <summary>The evaluations of the windows of the last time, newest first, and the stretch of time that was looked at.</summary>
    public (DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Evaluation> Evaluations) Judge(ModelDefinition model,
        MonitorDefinition monitor, TimeSpan back, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var from = (cells.LastEvent(model.Number) ?? now) - back;
        var found = Evaluate(model, [monitor], WindowsOf(model, monitor, from, now), now, cancellationToken)[0];
        found.Reverse();
        return (from, now, found);
    }

    /// <summary>Proposals with how often each would have fired. What needs truths is tried on the rows of the last month, if any truth
    /// has come.</summary>
    public IReadOnlyList<ProposalView> Of(ModelDefinition model, IReadOnlyList<MonitorProposal> proposals, Language language,
        CancellationToken cancellationToken)
    {
        var onTruths = proposals.Select(p => p.Monitor).Where(m => m.Kind is MonitorKind.Quality or MonitorKind.Fairness).ToList();
        bool hasTruths = onTruths.Count > 0 && events.Count(model.Number, cancellationToken).Truths > 0;
        var tried = hasTruths ? OnTruths(model, onTruths, cancellationToken) : [];
        return [.. proposals.Select(p =>
        {
            var view = new ProposalView(MonitorDocuments.Of(model.Name, p.Monitor), p.Windows, p.Fired, p.Unknown);
            int at = onTruths.IndexOf(p.Monitor);
            return at < 0 ? view
                : !hasTruths ? view with { Note = MessageCatalog.Engine.Format(Message.Of("monitor.proposal_no_labels"), language) }
                : view with { Windows = tried[at].Count, Fired = tried[at].Count(IsBreach), Unknown = tried[at].Count(IsUnknown) };
        })];
    }

    // Proposals share one window.
    List<Evaluation>[] OnTruths(ModelDefinition model, List<MonitorDefinition> monitors, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var windows = WindowsOf(model, monitors[0], (cells.LastEvent(model.Number) ?? now) - s_month, now);
        return Evaluate(model, monitors, windows, now, cancellationToken);
    }

    /// <summary>What each monitor says of the windows, in their order, as far as it can be told yet.</summary>
    List<Evaluation>[] Evaluate(ModelDefinition model, List<MonitorDefinition> monitors, IEnumerable<Window> of, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        Window[] windows = [.. of];
        var source = new EvidenceSource(model, cells, events, catalog, StepOf(monitors), cancellationToken);
        var found = source.OfEach(windows, monitors, (i, reader) => monitors.ConvertAll(m => Evaluate(reader, m, windows[i], now)));
        return [.. monitors.Select((_, m) => found.Select(f => f[m]).OfType<Evaluation>().ToList())];
    }

    // Nothing of it is kept, so it may be read as it was added up: a day as one cell instead of 96.
    static TimeSpan? StepOf(List<MonitorDefinition> monitors) =>
        AreMadeOf(s_day, monitors) ? s_day : AreMadeOf(s_hour, monitors) ? s_hour : null;

    static bool AreMadeOf(TimeSpan step, List<MonitorDefinition> monitors) => monitors.TrueForAll(m =>
        m.Window is WindowDefinition.ByTime byTime && byTime.Length.Ticks % step.Ticks == 0 && byTime.Offset.Ticks % step.Ticks == 0);

    static bool IsBreach(Evaluation evaluation) => evaluation.Status is EvaluationStatus.Warning or EvaluationStatus.Critical;

    static bool IsUnknown(Evaluation evaluation) => evaluation.Status is EvaluationStatus.InsufficientData or EvaluationStatus.Failed;

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
        if (cells.LastEvent(model.Number) is not { } last
            || events.Count(model.Number, CancellationToken.None).FirstEvent is not { } first) return [];
        var start = first > from ? first : from;
        if (monitor.Window is WindowDefinition.ByTime byTime)
            return TimeWindows.Complete(byTime, start, last, now, model.Lateness).TakeLast(MostWindows);
        var query = RowSelection.Of(monitor).Narrow(new CellQuery { Model = model.Number, From = CellKey.StartOf(start), To = now,
            Columns = CellQuery.NoColumns });
        var counted = cells.Read(query, CancellationToken.None).Cells.GroupBy(c => new Window(c.Key.Start, c.Key.End))
            .Select(g => (g.Key, g.Sum(c => c.Profile.Rows)));
        return TimeWindows.ByCount((WindowDefinition.ByCount)monitor.Window, counted).TakeLast(MostWindows);
    }
}
