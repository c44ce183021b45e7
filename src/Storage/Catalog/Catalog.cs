using Plumbline.Engine.Alerts;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>What people decided and what was concluded, in one SQLite file. Thread-safe.</summary>
public sealed class Catalog : ICatalog, IDisposable
{
    readonly SqliteStore _store;
    readonly CatalogLimits _limits;
    readonly ModelTable _models;
    readonly BaselineTable _baselines;
    readonly MonitorTable _monitors;
    readonly EvaluationTable _evaluations;
    readonly PartTable _parts;
    readonly PendingTable _pending;
    readonly AlertTable _alerts;
    readonly KeyTable _keys;
    readonly AnswerTable _answers;
    readonly AnnotationTable _annotations;

    Catalog(SqliteStore store, TimeProvider clock, CatalogLimits limits)
    {
        (_store, _limits) = (store, limits);
        _models = new ModelTable(store, limits);
        _baselines = new BaselineTable(store, limits);
        _monitors = new MonitorTable(store, limits);
        _evaluations = new EvaluationTable(store, limits);
        _parts = new PartTable(store);
        _pending = new PendingTable(store);
        _alerts = new AlertTable(store);
        _keys = new KeyTable(store, limits);
        _answers = new AnswerTable(store, limits, clock);
        _annotations = new AnnotationTable(store, limits);
    }

    /// <summary>Opens a catalog that is there, bringing its tables up to date.</summary>
    /// <exception cref="StorageException">It is missing, damaged, not ours, or newer.</exception>
    public static Catalog Open(string path, TimeProvider clock, CatalogLimits? limits = null) =>
        Over(SqliteStore.Open(path, SqliteKind.Catalog), clock, limits);

    /// <summary>Makes an empty catalog where none is.</summary>
    /// <exception cref="StorageException">Something is there already.</exception>
    public static Catalog Create(string path, TimeProvider clock, CatalogLimits? limits = null) =>
        Over(SqliteStore.Create(path, SqliteKind.Catalog), clock, limits);

    /// <summary>All that is wrong with a catalog; nothing when it is sound. Reads all of it and changes nothing.</summary>
    public static IReadOnlyList<string> Check(string path) => SqliteFile.Check(path, SqliteKind.Catalog, CatalogCheck.Rows);

    /// <summary>Copies all that is committed to a new file, while others go on.</summary>
    public void BackupTo(string path) => _store.CopyTo(path);

    public string? Setting(string name) =>
        _store.Read(session => session.First("SELECT value FROM settings WHERE name = $1", static r => r.GetString(0), name));

    public void SetSetting(string name, string? value)
    {
        Columns.RequireLength(name, 200, "The name of a setting");
        Columns.RequireLength(value, _limits.TextLength, $"The setting '{name}'");
        _store.Write(session =>
        {
            session.Execute("DELETE FROM settings WHERE name = $1", name);
            if (value is null) return 0;
            if (session.Number("SELECT count(*) FROM settings") >= _limits.Settings)
                throw new StorageException(StorageFailure.Limit, $"There are {_limits.Settings} settings; no more are kept.");
            return session.Execute("INSERT INTO settings (name, value) VALUES ($1, $2)", name, value);
        });
    }

    public IReadOnlyList<ModelDefinition> Models() => _models.All;

    public ModelDefinition? FindModel(string name) => _models.Find(name);

    public ModelDefinition? FindModel(int number) => _models.Find(number);

    public ModelDefinition AddModel(ModelDefinition model) => _models.Add(model);

    public bool UpdateModel(ModelDefinition before, ModelDefinition after) => _models.Update(before, after);

    public void DeleteModel(int number) => _store.Write(session =>
    {
        session.Execute("DELETE FROM models WHERE number = $1", number);
        session.Execute("DELETE FROM answers WHERE model = $1", number);
        return EvaluationTable.DropUnusedProfiles(session);
    }, _ =>
    {
        _models.Forget(number);
        _monitors.Forget(number);
        _baselines.Forget(number);
        _keys.Forget(number);
    });

    public IReadOnlyList<Baseline> Baselines(int model) => _baselines.Of(model);

    public Baseline? FindBaseline(int model, string name) => _baselines.Find(model, name);

    public Baseline AddBaseline(Baseline baseline) => _baselines.Add(baseline);

    public bool DeleteBaseline(int model, string name) => _baselines.Delete(model, name);

    public Baseline? FindBaseline(int model, ulong fingerprint) => _baselines.Find(model, fingerprint);

    public IReadOnlyList<BaselineSegment> BaselineSegments(Baseline baseline, string? segment) => _baselines.Segments(baseline, segment);

    public IReadOnlyList<MonitorDefinition> Monitors(int? model) => _monitors.Of(model);

    public MonitorDefinition? FindMonitor(long number) => _monitors.Find(number);

    /// <summary>A monitor as it was at a revision, for computing an evaluation again.</summary>
    public MonitorDefinition? FindMonitor(long number, int revision) => _monitors.Find(number, revision);

    public MonitorDefinition SaveMonitor(MonitorDefinition monitor) => _monitors.Save(monitor);

    public IReadOnlyList<MonitorDefinition> ChangeMonitors(IReadOnlyList<MonitorDefinition> saved, IReadOnlyList<long> deleted,
        IReadOnlyList<Alert> changed) => _monitors.Change(saved, deleted, changed);

    public Evaluation Record(Evaluation evaluation, byte[] profile, IReadOnlyList<Alert> changed) =>
        Record([new JudgedWindow(evaluation, profile, changed)])[0];

    public IReadOnlyList<Evaluation> Record(IReadOnlyList<JudgedWindow> judged) => _evaluations.Record(judged);

    public IReadOnlyList<Evaluation> Evaluations(EvaluationQuery query) => _evaluations.Find(query);

    public void Confirm(IReadOnlyList<(long Evaluation, long Seq)> unchanged) => _evaluations.Confirm(unchanged);

    public IReadOnlyList<JudgedHistory> History(int model) => _evaluations.History(model);

    public IReadOnlyList<EvaluatedWindow> EvaluatedWindows(int model) => _evaluations.Windows(model);

    /// <summary>Every evaluation of a monitor's window, newest first.</summary>
    public IReadOnlyList<Evaluation> EvaluationHistory(long monitor, Window window) => _evaluations.History(monitor, window);

    public Evaluation? FindEvaluation(long number) => _evaluations.Find(number);

    public IReadOnlyList<EvaluatedPart> Parts(PartQuery query) => _parts.Find(query);

    public IReadOnlyList<PartName> PartNames(long monitor, DateTimeOffset from, DateTimeOffset to) => _parts.Names(monitor, from, to);

    public IReadOnlyDictionary<long, DateTimeOffset> UnseenTruths(int model) => _pending.UnseenTruths(model);

    public void NoteUnseenTruths(IReadOnlyList<long> monitors, DateTimeOffset since) => _pending.NoteUnseenTruths(monitors, since);

    public void ForgetUnseenTruths(long monitor) => _pending.ForgetUnseenTruths(monitor);

    public IReadOnlyList<Backfill> Backfills() => _pending.Backfills();

    public void KeepBackfills(int model, IReadOnlyList<Backfill> all) => _pending.KeepBackfills(model, all);

    public byte[]? EvaluatedProfile(long evaluation) => _evaluations.Profile(evaluation);

    public IReadOnlyList<Evaluation> NewestEvaluations(int limit = int.MaxValue) => _evaluations.Newest(limit);

    public int DropEvaluations(DateTimeOffset before, CancellationToken cancellationToken) => _evaluations.Drop(before, cancellationToken);

    public IReadOnlyList<Alert> Alerts(AlertQuery query) => _alerts.Find(query);

    public bool Acknowledge(long alert, string by, DateTimeOffset at) => _alerts.Acknowledge(alert, by, at);

    public IReadOnlyList<ApiKey> Keys() => _keys.All;

    public ApiKey AddKey(ApiKey key) => _keys.Add(key);

    public ApiKey? FindKey(string hash) => _keys.Find(hash);

    public void DeleteKey(long number) => _keys.Delete(number);

    public RememberedAnswer Remember(RememberedAnswer answer) => _answers.Remember(answer);

    public RememberedAnswer? Recall(long apiKey, int model, string idempotencyKey, DateTimeOffset now) =>
        _answers.Recall(apiKey, model, idempotencyKey, now);

    public IReadOnlyList<ModelAnnotation> Annotations(int model) => _annotations.Of(model);

    public ModelAnnotation AddAnnotation(ModelAnnotation annotation) => _annotations.Add(annotation);

    public bool DeleteAnnotation(int model, long number) => _annotations.Delete(model, number);

    public void Dispose() => _store.Dispose();

    static Catalog Over(SqliteStore store, TimeProvider clock, CatalogLimits? limits)
    {
        try
        {
            return new Catalog(store, clock, limits ?? new CatalogLimits());
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
