using Plumbline.Engine.Alerts;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;

namespace Plumbline.Engine.Storage;

/// <summary>What people decided and what was concluded: models, baselines, monitors, evaluations, alerts, keys. Thread-safe; every call
/// is one transaction.</summary>
public interface ICatalog : IModelCatalog, IBaselineCatalog, IMonitorCatalog, IKeyCatalog, IAnnotationCatalog
{
    /// <summary>A small text kept by name; null when there is none.</summary>
    string? Setting(string name);

    void SetSetting(string name, string? value);
}

public interface IModelCatalog
{
    IReadOnlyList<ModelDefinition> Models();

    ModelDefinition? FindModel(string name);

    ModelDefinition? FindModel(int number);

    /// <summary>Adds a model and gives it its number.</summary>
    /// <exception cref="StorageException">The name is taken.</exception>
    ModelDefinition AddModel(ModelDefinition model);

    /// <summary>Replaces a model's definition if nobody else changed it since it was read; the revisions may only grow.</summary>
    /// <returns>False when it has been changed or is gone.</returns>
    bool UpdateModel(ModelDefinition before, ModelDefinition after);

    /// <summary>Removes a model with its baselines, monitors, evaluations, alerts and annotations. Its number is never given
    /// again.</summary>
    void DeleteModel(int number);
}

public interface IBaselineCatalog
{
    IReadOnlyList<Baseline> Baselines(int model);

    Baseline? FindBaseline(int model, string name);

    /// <summary>Adds a baseline; one of the same name is replaced, but stays readable by its fingerprint for evaluations that used
    /// it.</summary>
    Baseline AddBaseline(Baseline baseline);

    Baseline? FindBaseline(int model, ulong fingerprint);

    /// <summary>What a stored baseline knows of the values of a segment, by value; of all its segments for null. Empty for one that was
    /// made without.</summary>
    IReadOnlyList<BaselineSegment> BaselineSegments(Baseline baseline, string? segment);

    /// <summary>Takes a baseline away by its name; it stays readable by its fingerprint for evaluations that used it.</summary>
    /// <returns>False when there is none of that name.</returns>
    bool DeleteBaseline(int model, string name);
}

public interface IMonitorCatalog
{
    IReadOnlyList<MonitorDefinition> Monitors(int? model);

    MonitorDefinition? FindMonitor(long number);

    /// <summary>Adds a monitor, or replaces the one of its number if its revision is the one before.</summary>
    /// <exception cref="StorageException">The name is taken, or the revision is not the next.</exception>
    MonitorDefinition SaveMonitor(MonitorDefinition monitor);

    /// <summary>Adds and replaces monitors as <see cref="SaveMonitor"/> does, deletes others with their evaluations, and keeps alerts, all
    /// or nothing. Alerts stay when their monitor goes.</summary>
    /// <returns>The monitors that were saved, with their numbers.</returns>
    /// <exception cref="StorageException">A name is taken, a revision is not the next, or there are too many; nothing is
    /// changed.</exception>
    IReadOnlyList<MonitorDefinition> ChangeMonitors(IReadOnlyList<MonitorDefinition> saved, IReadOnlyList<long> deleted,
        IReadOnlyList<Alert> changed);

    /// <summary>Keeps an evaluation with the transitions it caused, all or nothing. An earlier evaluation of the same monitor and window
    /// stays as history, as far as there is room; the newest is the one that counts. One of an open window decided nothing: it goes
    /// with the next.</summary>
    /// <returns>The evaluation with its number.</returns>
    Evaluation Record(Evaluation evaluation, byte[] profile, IReadOnlyList<Alert> changed) =>
        Record([new JudgedWindow(evaluation, profile, changed)])[0];

    /// <summary>Several of them in one transaction, in their order.</summary>
    IReadOnlyList<Evaluation> Record(IReadOnlyList<JudgedWindow> judged);

    /// <summary>The newest evaluation of each window, newest window first.</summary>
    IReadOnlyList<Evaluation> Evaluations(EvaluationQuery query);

    Evaluation? FindEvaluation(long number);

    /// <summary>One part of the newest evaluation of each window that has it, oldest window first; fast, however many there are.</summary>
    /// <remarks>Its status and numbers only: reasons, p-values and what was to be expected around the value stand in the
    /// evaluation.</remarks>
    IReadOnlyList<EvaluatedPart> Parts(PartQuery query);

    /// <summary>What <see cref="Parts"/> can be asked for, of windows in a stretch of time; where it has none, of all windows.</summary>
    IReadOnlyList<PartName> PartNames(long monitor, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Monitors of a model that were paused when truths came, with the first cell whose truths they have not looked at.</summary>
    IReadOnlyDictionary<long, DateTimeOffset> UnseenTruths(int model);

    /// <summary>Truths of cells from a moment on have come that monitors do not look at now; an earlier moment that is noted
    /// stays.</summary>
    void NoteUnseenTruths(IReadOnlyList<long> monitors, DateTimeOffset since);

    /// <summary>A monitor has looked at all truths.</summary>
    void ForgetUnseenTruths(long monitor);

    /// <summary>Stretches of time that were loaded as history, in the order in which they were kept.</summary>
    IReadOnlyList<Backfill> Backfills();

    /// <summary>Replaces the stretches of a model.</summary>
    void KeepBackfills(int model, IReadOnlyList<Backfill> all);

    /// <summary>Judged again, evaluations said the same: they count as having counted up to here.</summary>
    void Confirm(IReadOnlyList<(long Evaluation, long Seq)> unchanged);

    /// <summary>How far the newest evaluation of each window of a model had counted; fast, however many there are.</summary>
    IReadOnlyList<EvaluatedWindow> EvaluatedWindows(int model);

    /// <summary>Of every monitor that has one, the newest evaluation of its newest window, in one query.</summary>
    /// <param name="limit">Of the monitors that were made first, so many.</param>
    IReadOnlyList<Evaluation> NewestEvaluations(int limit = int.MaxValue);

    /// <summary>Removes evaluations whose window ended before a moment and that were made before it, with their profiles.</summary>
    /// <returns>How many.</returns>
    int DropEvaluations(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>What each monitor of a model found in windows that were history when they were first judged; fast, however many there
    /// are.</summary>
    IReadOnlyList<JudgedHistory> History(int model);

    /// <summary>The window's profile an evaluation was computed from, as it was given when it was kept; null when unknown.</summary>
    byte[]? EvaluatedProfile(long evaluation);

    IReadOnlyList<Alert> Alerts(AlertQuery query);

    /// <summary>Acknowledges a firing alert.</summary>
    /// <returns>False when there is none.</returns>
    bool Acknowledge(long alert, string by, DateTimeOffset at);
}

/// <summary>Which evaluations.</summary>
public sealed record EvaluationQuery
{
    public int? Model { get; init; }

    public long? Monitor { get; init; }

    /// <summary>Windows that end after this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Windows that start before this.</summary>
    public DateTimeOffset? To { get; init; }

    public bool OnlyBreaches { get; init; }

    /// <summary>True: only windows that were history when they were first judged.</summary>
    public bool OnlyHistorical { get; init; }

    /// <summary>Goes on behind this evaluation, the last of the page before.</summary>
    public long? BeforeNumber { get; init; }

    /// <summary>Only those kept after this one.</summary>
    public long? AfterNumber { get; init; }

    public int Limit { get; init; } = 100;
}

/// <summary>What came of judging a window.</summary>
/// <param name="Evaluation">Without a number.</param>
/// <param name="Profile">What it was computed from, in bytes; empty where there was nothing.</param>
/// <param name="Changed">Alerts that fired, went on or resolved.</param>
public sealed record JudgedWindow(Evaluation Evaluation, byte[] Profile, IReadOnlyList<Alert> Changed);

/// <summary>How far an evaluation had counted.</summary>
/// <param name="Seq">Everything up to here was counted.</param>
public readonly record struct EvaluatedWindow(long Monitor, Window Window, long Seq);

/// <summary>What a monitor found in history.</summary>
/// <param name="Windows">Windows that were judged.</param>
/// <param name="Breaches">Those in breach.</param>
/// <param name="From">Start of the first window.</param>
/// <param name="To">End of the last window.</param>
/// <param name="FirstBreach">Start of the first window in breach.</param>
/// <param name="LastBreach">End of the last window in breach.</param>
public sealed record JudgedHistory(long Monitor, int Windows, int Breaches, DateTimeOffset From, DateTimeOffset To,
    DateTimeOffset? FirstBreach,
    DateTimeOffset? LastBreach);

/// <summary>Which alerts.</summary>
public sealed record AlertQuery
{
    public int? Model { get; init; }

    public long? Monitor { get; init; }

    public AlertState? State { get; init; }

    public MonitorSeverity? Severity { get; init; }

    /// <summary>Alerts that were still firing after this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Alerts whose first window in breach began before this.</summary>
    public DateTimeOffset? To { get; init; }

    public long? BeforeNumber { get; init; }

    public int Limit { get; init; } = 100;
}

public interface IKeyCatalog
{
    IReadOnlyList<ApiKey> Keys();

    /// <summary>Keeps a key's hash.</summary>
    ApiKey AddKey(ApiKey key);

    ApiKey? FindKey(string hash);

    void DeleteKey(long number);

    /// <summary>Remembers the answer to a request by its idempotency key. An unexpired one of the same key stays.</summary>
    /// <returns>What is remembered now: this answer, or the earlier one.</returns>
    RememberedAnswer Remember(RememberedAnswer answer);

    RememberedAnswer? Recall(long apiKey, int model, string idempotencyKey, DateTimeOffset now);
}

/// <summary>A key of the API. The key itself is never stored.</summary>
/// <param name="Hash">SHA-256 of the key, hexadecimal.</param>
public sealed record ApiKey(long Number, string Name, string Hash, KeyScope Scope, int? Model, DateTimeOffset CreatedAt);

public enum KeyScope
{
    Ingest,
    Read,
    Admin,
}

/// <summary>An answer given to a request with an idempotency key, kept 24 hours.</summary>
/// <param name="BodyHash">SHA-256 of the request's body, hexadecimal.</param>
public sealed record RememberedAnswer(long ApiKey, int Model, string IdempotencyKey, string BodyHash, int Status, string Body,
    DateTimeOffset ExpiresAt);
