using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Monitors;

/// <summary>Keeps evaluations with the alerts they fire and resolve: those that can change no alert many at a time, the others one by one,
/// all in their order.</summary>
sealed class EvaluationRecord(IMonitorCatalog catalog, TimeProvider clock)
{
    const int MostWaiting = 200;
    const long MostBytesWaiting = 16 << 20;

    readonly List<JudgedWindow> _waiting = [];
    readonly List<(long Evaluation, long Seq)> _unchanged = [];
    readonly List<(WindowReport Report, byte[] Bytes)> _profiles = [];
    long _bytesWaiting;

    /// <summary>The newest evaluation of a monitor and window; null when there is none.</summary>
    public Evaluation? Find(MonitorDefinition monitor, Window window)
    {
        var query = new EvaluationQuery { Monitor = monitor.Number, From = window.Start, To = window.Start.AddMicroseconds(1), Limit = 1 };
        return catalog.Evaluations(query) is [var newest] && newest.Window == window ? newest : null;
    }

    /// <summary>Keeps an evaluation; of one that says what the one before said, only how far it counted.</summary>
    /// <returns>True when it is new.</returns>
    public bool Keep(MonitorDefinition monitor, Evaluation evaluation, Evaluation? before, WindowReport? report)
    {
        if (before is not null && SaysTheSame(before, evaluation))
        {
            _unchanged.Add((before.Number, evaluation.Seq));
            return false;
        }
        byte[] profile = BytesOf(report);
        if (!evaluation.IsHistorical) Flush();
        _waiting.Add(new JudgedWindow(evaluation, profile, Transitions(monitor, evaluation)));
        _bytesWaiting += profile.Length;
        if (!evaluation.IsHistorical || _waiting.Count >= MostWaiting || _bytesWaiting >= MostBytesWaiting) Flush();
        return true;
    }

    /// <summary>Writes what waits.</summary>
    public void Flush()
    {
        try
        {
            if (_waiting.Count > 0) Record();
            if (_unchanged.Count > 0) catalog.Confirm(_unchanged);
        }
        finally
        {
            Clear();
        }
    }

    // A monitor may be deleted while its windows are judged. Nobody asks for those any more, and the others are not held up.
    void Record()
    {
        try
        {
            catalog.Record(_waiting);
        }
        catch (StorageException gone) when (gone.Failure == StorageFailure.Conflict && _waiting.RemoveAll(IsGone) > 0)
        {
            if (_waiting.Count > 0) Record();
        }
    }

    bool IsGone(JudgedWindow judged) =>
        !catalog.Monitors(judged.Evaluation.Model).Any(m => m.Number == judged.Evaluation.Monitor);

    /// <summary>Drops what waits: its windows are judged again.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _unchanged.Clear();
        _profiles.Clear();
        _bytesWaiting = 0;
    }

    /// <summary>The evaluation of a window whose evidence could not be gathered.</summary>
    public static Evaluation Failed(MonitorDefinition monitor, Window window, long seq, DateTimeOffset at, Exception problem) => new()
    {
        Monitor = monitor.Number,
        MonitorRevision = monitor.Revision,
        Model = monitor.Model,
        Window = window,
        Status = EvaluationStatus.Failed,
        Rows = 0,
        Seq = seq,
        At = at,
        Reasons = [problem is ProfileException known ? known.Problem : Message.Of("monitor.failed", ("problem", problem.Message))],
    };

    // History pages nobody and resolves nothing.
    IReadOnlyList<Alert> Transitions(MonitorDefinition monitor, Evaluation evaluation)
    {
        if (evaluation.IsHistorical) return [];
        var open = catalog.Alerts(new AlertQuery { Monitor = monitor.Number, State = AlertState.Firing, Limit = int.MaxValue });
        return AlertRules.Advance(open, monitor, evaluation, clock.GetUtcNow());
    }

    // Monitors of one window follow each other and mostly share its profile.
    byte[] BytesOf(WindowReport? report)
    {
        if (report?.Evidence.Profile is not { } profile) return [];
        int at = _profiles.FindIndex(p => ReferenceEquals(p.Report, report));
        if (at >= 0) return _profiles[at].Bytes;
        if (_profiles.Count > 0 && _profiles[0].Report.Evidence.Window != report.Evidence.Window) _profiles.Clear();
        _profiles.Add((report, ProfileBytes.Kept(profile)));
        return _profiles[^1].Bytes;
    }

    static bool SaysTheSame(Evaluation before, Evaluation now) => before.ProfileFingerprint == now.ProfileFingerprint
        && EvaluationJson.Write(Bare(before)).AsSpan().SequenceEqual(EvaluationJson.Write(Bare(now)));

    static Evaluation Bare(Evaluation evaluation) => evaluation with { Number = 0, Seq = 0, At = DateTimeOffset.UnixEpoch };
}
