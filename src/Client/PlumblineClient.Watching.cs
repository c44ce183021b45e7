using System.Text.Json;

namespace Plumbline.Client;

/// <content>Baselines, monitors, what they concluded, and the rows behind it.</content>
public sealed partial class PlumblineClient
{
    // A server leaves out what is null, and a newer one may leave out more: what is missing in an answer is null here, not an error.
    static readonly ProtocolJson s_answers = new(new JsonSerializerOptions(ProtocolJson.Default.Options)
    {
        RespectRequiredConstructorParameters = false,
    });

    /// <summary>The baselines of a model, by name.</summary>
    public async Task<IReadOnlyList<BaselineView>> BaselinesAsync(string model, CancellationToken cancellationToken = default) =>
        (await GetAsync(Routes.Baselines(model), s_answers.BaselineList, cancellationToken).ConfigureAwait(false)).Baselines;

    /// <summary>Freezes a baseline from events that are already there; one of the same name is replaced. The answer proposes
    /// monitors.</summary>
    /// <example><code>await client.FreezeBaselineAsync("churn", "default", new BaselineOfWindows(monday,
    /// monday.AddDays(14)));</code></example>
    public Task<BaselineView> FreezeBaselineAsync(string model, string name, BaselineOfWindows windows,
        CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, Routes.Baseline(model, name), windows, ProtocolJson.Default.BaselineOfWindows, s_answers.BaselineView,
            cancellationToken);

    /// <summary>Monitors as a document that can be applied again, by model and name.</summary>
    /// <param name="model">Only those of this model; null: of every model this key may read.</param>
    public Task<MonitorFile> MonitorsAsync(string? model = null, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.AllMonitors + new QueryText().Add("model", model), s_answers.MonitorFile, cancellationToken);

    /// <summary>Applies a document of monitors, all or nothing; models it does not name are left alone.</summary>
    /// <param name="file">Every monitor names its model.</param>
    /// <param name="dryRun">True: says what would change, and changes nothing.</param>
    /// <param name="prune">True: monitors of those models that the document does not have are deleted.</param>
    /// <example><code>
    /// MonitorChanges changes = await client.ApplyMonitorsAsync(file, dryRun: true);
    /// Console.WriteLine(changes.Changes.Count(c =&gt; c.Change != "unchanged"));
    /// </code></example>
    public Task<MonitorChanges> ApplyMonitorsAsync(MonitorFile file, bool dryRun = false, bool prune = false,
        CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, Routes.AllMonitors + new QueryText().Add("dry_run", dryRun).Add("prune", prune), file,
            ProtocolJson.Default.MonitorFile, s_answers.MonitorChanges, cancellationToken);

    /// <summary>Adds a monitor, or changes the one of that name.</summary>
    /// <example><code>
    /// await client.PutMonitorAsync("churn", new MonitorDocument { Name = "drift-daily", Kind = "drift", Window = "1d" });
    /// </code></example>
    public Task<MonitorView> PutMonitorAsync(string model, MonitorDocument monitor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return SendAsync(HttpMethod.Put, Routes.Monitor(model, monitor.Name), monitor, ProtocolJson.Default.MonitorDocument,
            s_answers.MonitorView,
            cancellationToken);
    }

    /// <summary>What the monitors of a model concluded, newest window first.</summary>
    /// <param name="filter">Null: the newest hundred.</param>
    public Task<EvaluationList> EvaluationsAsync(string model, EvaluationFilter? filter = null,
        CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Evaluations(model) + (filter ?? new EvaluationFilter()).Query(), s_answers.EvaluationList,
            cancellationToken);

    /// <summary>Alerts, newest first.</summary>
    /// <param name="model">Only of this model; null: of every model this key may read.</param>
    /// <param name="state"><c>firing</c> or <c>resolved</c>; null: both.</param>
    /// <param name="after">The <see cref="AlertList.Next"/> of the page before; null: the first page.</param>
    public Task<AlertList> AlertsAsync(string? model = null, string? state = null, long? after = null,
        CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Alerts + new QueryText().Add("model", model).Add("state", state).Add("after", after), s_answers.AlertList,
            cancellationToken);

    /// <summary>Stored events of a model, newest first.</summary>
    /// <param name="filter">Null: the newest hundred.</param>
    /// <example><code>
    /// var south = await client.EventsAsync("churn", new EventFilter { Where = [new("region", "south")], Limit = 20 });
    /// </code></example>
    public Task<EventList> EventsAsync(string model, EventFilter? filter = null, CancellationToken cancellationToken = default) =>
        GetAsync(Routes.Events(model) + (filter ?? new EventFilter()).Query(), s_answers.EventList, cancellationToken);

    /// <summary>Counts every profile anew from the stored rows and says whether any was different. Needs an administrator's key.</summary>
    /// <param name="model">Only this model; null: all.</param>
    public async Task<RebuildAnswer> RebuildAsync(string? model = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Rebuild + new QueryText().Add("model", model));
        return await Answers.SendAsync(_http, request, s_answers.RebuildAnswer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes an archive of the whole data folder, with everything acknowledged before the call. Needs an administrator's
    /// key.</summary>
    /// <param name="archive">Takes the archive; stays open. What it holds is whole only when the call returns.</param>
    /// <param name="cancellationToken">Ends it at any time.</param>
    /// <exception cref="ClientException">The server refused, or the connection broke before the end.</exception>
    public async Task BackupAsync(Stream archive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Backup);
        await Answers.CopyAsync(_http, request, archive, cancellationToken).ConfigureAwait(false);
    }
}
