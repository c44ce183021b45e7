using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;
using Plumbline.Server.Limits;
using Plumbline.Server.Projections;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Settings;

/// <summary>Reads the part of the settings that is asked for.</summary>
sealed class SettingsReader(ICatalog catalog, IEventStore events, IRejectedInbox rejected, LiveCells cells, KeyRing keys,
    ServerOptions options, LimitCounts answered, LimitUse use, TimeProvider time)
{
    // Every zone has a name such as Europe/Berlin; aliases without a place are left out of the list, and still understood.
    static readonly string[] s_zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
        .Where(id => id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal)];

    public SettingsView Read(SettingsQuery query, Access access, CancellationToken cancellationToken)
    {
        List<ModelDefinition> models = [.. catalog.Models().Where(m => access.Opens(m.Number))
            .OrderBy(m => m.Name, StringComparer.OrdinalIgnoreCase)];
        var chosen = models.FirstOrDefault(m => m.Name == query.Model);
        bool mayAdminister = access.Has(Permission.Administer);
        var view = new SettingsView
        {
            Query = query,
            Names = [.. models.Select(m => m.Name)],
            Chosen = chosen is null ? null : Of(chosen, cancellationToken),
            MayConfigure = access.Has(Permission.Configure),
            // Keys are of all models, so an admin of one model has none of them.
            MayAdminister = mayAdminister && (access.Model is null || query.Part != SettingsPart.Keys),
        };
        return query.Part switch
        {
            SettingsPart.Models => Listed(view, models, cancellationToken),
            SettingsPart.Retention => Listed(view, models, cancellationToken) with { Retention = RetentionOf() },
            SettingsPart.Keys => view.MayAdminister ? view with { Keys = KeysOf(access) } : view,
            SettingsPart.Channels => view with { NeedsKey = options.NeedsKeys },
            SettingsPart.Limits => view with { Limits = LimitsOf() },
            SettingsPart.Display => view with { Zones = s_zones },
            SettingsPart.Columns when query.Model is null && models.Count > 0 => view with { Chosen = Of(models[0], cancellationToken) },
            SettingsPart.Columns => view,
            SettingsPart.Delete => view,
        };
    }

    SettingsView Listed(SettingsView view, List<ModelDefinition> models, CancellationToken cancellationToken)
    {
        var found = models.Where(m => m.Name.Contains(view.Query.Search, StringComparison.OrdinalIgnoreCase)).ToList();
        return view with
        {
            Found = found.Count,
            Models = [.. found.Skip((view.Query.Page - 1) * SettingsView.OnPage).Take(SettingsView.OnPage)
                .Select(m => Of(m, cancellationToken))],
        };
    }

    SettingsModel Of(ModelDefinition model, CancellationToken cancellationToken)
    {
        var stored = events.Count(model.Number, cancellationToken);
        int firing = catalog.Alerts(new AlertQuery { Model = model.Number, State = AlertState.Firing, Limit = int.MaxValue }).Count;
        return new SettingsModel(model, stored.Events, stored.Truths, rejected.Count(model.Number),
            cells.LastEvent(model.Number) ?? stored.LastEvent,
            catalog.Baselines(model.Number).Count, catalog.Monitors(model.Number).Count, firing);
    }

    Retention RetentionOf() => new(options.RetentionDays, options.ProfileDays, options.EvaluationDays,
        days => CellKey.DayOf(time.GetUtcNow() - TimeSpan.FromDays(days)));

    List<SettingsKey> KeysOf(Access access)
    {
        var names = catalog.Models().ToDictionary(m => m.Number, m => m.Name);
        int admins = keys.Keys.Count(IsAdmin);
        return [.. keys.Keys.OrderByDescending(k => k.CreatedAt).Select(k => new SettingsKey(k.Number, k.Name, k.Scope,
            k.Model is { } model ? names.GetValueOrDefault(model, "–") : null, k.CreatedAt, IsAdmin(k) && admins == 1,
                k.Number == access.Key))];
    }

    List<SettingsLimit> LimitsOf() => [.. LimitEndpoints.TableOf(options, answered, use.Read()).Limits.Select(l =>
        new SettingsLimit(l.Name, l.Value, l.Default, l.Used, l.Answered))];

    static bool IsAdmin(ApiKey key) => key is { Scope: KeyScope.Admin, Model: null };
}
