using Plumbline.Engine.Alerts;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;

namespace Plumbline.Testing;

/// <summary>A catalog in memory that keeps the contract of <see cref="ICatalog"/>.</summary>
public sealed class InMemoryCatalog : ICatalog
{
    readonly Lock _gate = new();
    readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    readonly List<ModelDefinition> _models = [];
    readonly List<Baseline> _baselines = [];
    readonly HashSet<long> _deletedBaselines = [];
    readonly List<MonitorDefinition> _monitors = [];
    readonly List<(Evaluation Evaluation, byte[] Profile)> _evaluations = [];
    readonly List<Alert> _alerts = [];
    readonly Dictionary<long, long> _confirmed = [];
    readonly List<ApiKey> _keys = [];
    readonly List<RememberedAnswer> _answers = [];
    readonly List<ModelAnnotation> _annotations = [];
    readonly Dictionary<long, DateTimeOffset> _unseen = [];
    readonly List<Backfill> _backfills = [];
    long _number;
    int _modelNumber;

    public string? Setting(string name)
    {
        lock (_gate) return _settings.GetValueOrDefault(name);
    }

    public void SetSetting(string name, string? value)
    {
        lock (_gate)
        {
            if (value is null) _settings.Remove(name);
            else _settings[name] = value;
        }
    }

    public IReadOnlyList<ModelDefinition> Models()
    {
        lock (_gate) return [.. _models];
    }

    public ModelDefinition? FindModel(string name)
    {
        lock (_gate) return _models.Find(m => m.Name == name);
    }

    public ModelDefinition? FindModel(int number)
    {
        lock (_gate) return _models.Find(m => m.Number == number);
    }

    public ModelDefinition AddModel(ModelDefinition model)
    {
        lock (_gate)
        {
            if (_models.Exists(m => m.Name == model.Name))
                throw new StorageException(StorageFailure.Conflict, $"There is a model '{model.Name}' already.");
            ModelDefinition added = model with { Number = ++_modelNumber };
            _models.Add(added);
            return added;
        }
    }

    public bool UpdateModel(ModelDefinition before, ModelDefinition after)
    {
        lock (_gate)
        {
            int at = _models.FindIndex(m => m.Number == before.Number);
            if (at < 0 || !_models[at].Equals(before)) return false;
            _models[at] = after;
            return true;
        }
    }

    public void DeleteModel(int number)
    {
        lock (_gate)
        {
            _models.RemoveAll(m => m.Number == number);
            _baselines.RemoveAll(b => b.Model == number);
            _monitors.RemoveAll(m => m.Model == number);
            _evaluations.RemoveAll(e => e.Evaluation.Model == number);
            _alerts.RemoveAll(a => a.Model == number);
            _annotations.RemoveAll(a => a.Model == number);
        }
    }

    public IReadOnlyList<ModelAnnotation> Annotations(int model)
    {
        lock (_gate) return [.. _annotations.Where(a => a.Model == model).OrderBy(a => a.At).ThenBy(a => a.Number)];
    }

    public ModelAnnotation AddAnnotation(ModelAnnotation annotation)
    {
        lock (_gate)
        {
            ModelAnnotation added = annotation with { Number = ++_number };
            _annotations.Add(added);
            return added;
        }
    }

    public bool DeleteAnnotation(int model, long number)
    {
        lock (_gate) return _annotations.RemoveAll(a => a.Model == model && a.Number == number) > 0;
    }

    public IReadOnlyList<Baseline> Baselines(int model)
    {
        lock (_gate) return [.. _baselines.Where(b => b.Model == model && !_deletedBaselines.Contains(b.Number)).GroupBy(b => b.Name).Select(g => g.Last())];
    }

    public Baseline? FindBaseline(int model, string name)
    {
        lock (_gate) return _baselines.FindLast(b => b.Model == model && b.Name == name && !_deletedBaselines.Contains(b.Number));
    }

    public Baseline? FindBaseline(int model, ulong fingerprint)
    {
        lock (_gate) return _baselines.FindLast(b => b.Model == model && b.Fingerprint == fingerprint);
    }

    public IReadOnlyList<BaselineSegment> BaselineSegments(Baseline baseline, string? segment)
    {
        lock (_gate)
            return [.. _baselines.Where(b => b.Number == baseline.Number).SelectMany(b => b.Segments).Where(s => segment is null || s.Segment == segment)];
    }

    public bool DeleteBaseline(int model, string name)
    {
        lock (_gate)
        {
            if (FindBaseline(model, name) is null) return false;
            _deletedBaselines.UnionWith(_baselines.Where(b => b.Model == model && b.Name == name).Select(b => b.Number));
            return true;
        }
    }

    public Baseline AddBaseline(Baseline baseline)
    {
        lock (_gate)
        {
            Baseline added = baseline with { Number = ++_number };
            _baselines.Add(added);
            return added;
        }
    }

    public IReadOnlyList<MonitorDefinition> Monitors(int? model)
    {
        lock (_gate) return [.. _monitors.Where(m => model is null || m.Model == model)];
    }

    public MonitorDefinition? FindMonitor(long number)
    {
        lock (_gate) return _monitors.Find(m => m.Number == number);
    }

    public MonitorDefinition SaveMonitor(MonitorDefinition monitor)
    {
        lock (_gate)
        {
            if (_monitors.Exists(m => m.Model == monitor.Model && m.Name == monitor.Name && m.Number != monitor.Number))
                throw new StorageException(StorageFailure.Conflict, $"There is a monitor '{monitor.Name}' already.");
            int at = _monitors.FindIndex(m => m.Number == monitor.Number);
            if (at < 0) _monitors.Add(monitor = monitor with { Number = ++_number });
            else if (_monitors[at].Revision + 1 != monitor.Revision)
                throw new StorageException(StorageFailure.Conflict, $"The monitor is at revision {_monitors[at].Revision}; the next is {_monitors[at].Revision + 1}, not {monitor.Revision}.");
            else _monitors[at] = monitor;
            return monitor;
        }
    }

    public IReadOnlyList<MonitorDefinition> ChangeMonitors(IReadOnlyList<MonitorDefinition> saved, IReadOnlyList<long> deleted,
        IReadOnlyList<Alert> changed)
    {
        lock (_gate)
        {
            MonitorDefinition[] before = [.. _monitors];
            try
            {
                _monitors.RemoveAll(m => deleted.Contains(m.Number));
                MonitorDefinition[] kept = [.. saved.Select(SaveMonitor)];
                _evaluations.RemoveAll(e => deleted.Contains(e.Evaluation.Monitor));
                Keep(changed);
                return kept;
            }
            catch (StorageException)
            {
                _monitors.Clear();
                _monitors.AddRange(before);
                throw;
            }
        }
    }

    public Evaluation Record(Evaluation evaluation, byte[] profile, IReadOnlyList<Alert> changed) =>
        Record([new JudgedWindow(evaluation, profile, changed)])[0];

    public IReadOnlyList<Evaluation> Record(IReadOnlyList<JudgedWindow> judged)
    {
        lock (_gate)
        {
            var recorded = new List<Evaluation>();
            foreach (JudgedWindow one in judged)
            {
                recorded.Add(one.Evaluation with { Number = ++_number });
                _evaluations.Add((recorded[^1], one.Profile));
                Keep(one.Changed);
            }
            return recorded;
        }
    }

    void Keep(IReadOnlyList<Alert> changed)
    {
        foreach (Alert alert in changed)
        {
            _alerts.RemoveAll(a => alert.Number != 0 && a.Number == alert.Number);
            _alerts.Add(alert.Number == 0 ? alert with { Number = ++_number } : alert);
        }
    }

    public IReadOnlyList<Evaluation> Evaluations(EvaluationQuery query)
    {
        lock (_gate)
            return [.. _evaluations.Select(e => e.Evaluation)
                .GroupBy(e => (e.Monitor, e.Window)).Select(g => g.MaxBy(e => e.Number)!)
                .Where(e => (query.Model is null || e.Model == query.Model) && (query.Monitor is null || e.Monitor == query.Monitor)
                    && (query.From is null || e.Window.End > query.From) && (query.To is null || e.Window.Start < query.To)
                    && (!query.OnlyBreaches || IsBreach(e)) && (!query.OnlyHistorical || e.IsHistorical)
                    && (query.BeforeNumber is null || e.Number < query.BeforeNumber)
                    && (query.AfterNumber is null || e.Number > query.AfterNumber))
                .OrderByDescending(e => e.Window.Start).ThenByDescending(e => e.Number).Take(query.Limit)];
    }

    public Evaluation? FindEvaluation(long number)
    {
        lock (_gate) return _evaluations.Find(e => e.Evaluation.Number == number).Evaluation;
    }

    public IReadOnlyList<EvaluatedPart> Parts(PartQuery query) =>
    [
        .. from evaluation in Evaluations(new EvaluationQuery { Monitor = query.Monitor, From = query.From, To = query.To, Limit = query.Limit })
           from part in evaluation.Parts
           where part.Subject == query.Subject && part.Measure == query.Measure
           orderby evaluation.Window.Start
           select new EvaluatedPart(evaluation.Number, evaluation.Window, evaluation.BaselineFingerprint, part),
    ];

    public IReadOnlyList<PartName> PartNames(long monitor, DateTimeOffset from, DateTimeOffset to)
    {
        var all = Evaluations(new EvaluationQuery { Monitor = monitor, Limit = int.MaxValue });
        var within = all.Where(e => e.Window.End > from && e.Window.Start < to && e.Parts.Length > 0).ToList();
        return [.. (within.Count > 0 ? within : all).SelectMany(e => e.Parts).Select(p => new PartName(p.Measure, p.Subject)).Distinct()];
    }

    public IReadOnlyDictionary<long, DateTimeOffset> UnseenTruths(int model)
    {
        lock (_gate) return _unseen.Where(u => _monitors.Exists(m => m.Number == u.Key && m.Model == model)).ToDictionary();
    }

    public void NoteUnseenTruths(IReadOnlyList<long> monitors, DateTimeOffset since)
    {
        lock (_gate)
            foreach (long monitor in monitors)
                if (!_unseen.TryGetValue(monitor, out var known) || since < known) _unseen[monitor] = since;
    }

    public void ForgetUnseenTruths(long monitor)
    {
        lock (_gate) _unseen.Remove(monitor);
    }

    public IReadOnlyList<Backfill> Backfills()
    {
        lock (_gate) return [.. _backfills];
    }

    public void KeepBackfills(int model, IReadOnlyList<Backfill> all)
    {
        lock (_gate)
        {
            _backfills.RemoveAll(b => b.Model == model);
            _backfills.AddRange(all);
        }
    }

    public IReadOnlyList<JudgedHistory> History(int model) =>
        [.. Evaluations(new EvaluationQuery { Model = model, OnlyHistorical = true, Limit = int.MaxValue }).GroupBy(e => e.Monitor).Select(g =>
            new JudgedHistory(g.Key, g.Count(), g.Count(IsBreach), g.Min(e => e.Window.Start), g.Max(e => e.Window.End),
                g.Where(IsBreach).Select(e => (DateTimeOffset?)e.Window.Start).Min(), g.Where(IsBreach).Select(e => (DateTimeOffset?)e.Window.End).Max()))];

    static bool IsBreach(Evaluation evaluation) => evaluation.Status is EvaluationStatus.Warning or EvaluationStatus.Critical;

    public void Confirm(IReadOnlyList<(long Evaluation, long Seq)> unchanged)
    {
        lock (_gate)
            foreach ((long evaluation, long seq) in unchanged) _confirmed[evaluation] = seq;
    }

    public IReadOnlyList<EvaluatedWindow> EvaluatedWindows(int model) =>
        [.. Evaluations(new EvaluationQuery { Model = model, Limit = int.MaxValue })
            .Select(e => new EvaluatedWindow(e.Monitor, e.Window, Math.Max(e.Seq, _confirmed.GetValueOrDefault(e.Number))))];

    public IReadOnlyList<Evaluation> NewestEvaluations(int limit = int.MaxValue)
    {
        lock (_gate)
            return [.. _evaluations.Select(e => e.Evaluation).GroupBy(e => e.Monitor)
                .Select(m => m.OrderByDescending(e => e.Window.Start).ThenByDescending(e => e.Number).First()).OrderBy(e => e.Monitor).Take(limit)];
    }

    public int DropEvaluations(DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (_gate) return _evaluations.RemoveAll(e => e.Evaluation.Window.End < before && e.Evaluation.At < before);
    }

    public byte[]? EvaluatedProfile(long evaluation)
    {
        lock (_gate) return _evaluations.Find(e => e.Evaluation.Number == evaluation).Profile;
    }

    public IReadOnlyList<Alert> Alerts(AlertQuery query)
    {
        lock (_gate)
            return [.. _alerts
                .Where(a => (query.Model is null || a.Model == query.Model) && (query.Monitor is null || a.Monitor == query.Monitor)
                    && (query.State is null || a.State == query.State) && (query.Severity is null || a.Severity == query.Severity)
                    && (query.From is null || a.ResolvedAt is null || a.ResolvedAt > query.From) && (query.To is null || a.Since < query.To)
                    && (query.BeforeNumber is null || a.Number < query.BeforeNumber))
                .OrderByDescending(a => a.Number).Take(query.Limit)];
    }

    public bool Acknowledge(long alert, string by, DateTimeOffset at)
    {
        lock (_gate)
        {
            int found = _alerts.FindIndex(a => a.Number == alert && a.State == AlertState.Firing);
            if (found < 0) return false;
            _alerts[found] = _alerts[found] with { AcknowledgedBy = by, AcknowledgedAt = at };
            return true;
        }
    }

    public IReadOnlyList<ApiKey> Keys()
    {
        lock (_gate) return [.. _keys];
    }

    public ApiKey AddKey(ApiKey key)
    {
        lock (_gate)
        {
            ApiKey added = key with { Number = ++_number };
            _keys.Add(added);
            return added;
        }
    }

    public ApiKey? FindKey(string hash)
    {
        lock (_gate) return _keys.Find(k => k.Hash == hash);
    }

    public void DeleteKey(long number)
    {
        lock (_gate) _keys.RemoveAll(k => k.Number == number);
    }

    /// <summary>True: no answer can be kept any more.</summary>
    public bool KeepsNoAnswers { get; set; }

    public RememberedAnswer Remember(RememberedAnswer answer)
    {
        if (KeepsNoAnswers) throw new StorageException(StorageFailure.DiskFull, "The disk is full.");
        lock (_gate)
        {
            _answers.Add(answer);
            return _answers.Find(a => (a.ApiKey, a.Model, a.IdempotencyKey) == (answer.ApiKey, answer.Model, answer.IdempotencyKey))!;
        }
    }

    public RememberedAnswer? Recall(long apiKey, int model, string idempotencyKey, DateTimeOffset now)
    {
        lock (_gate)
        {
            _answers.RemoveAll(a => a.ExpiresAt <= now);
            return _answers.Find(a => (a.ApiKey, a.Model, a.IdempotencyKey) == (apiKey, model, idempotencyKey));
        }
    }
}
