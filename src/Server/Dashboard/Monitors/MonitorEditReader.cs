using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Hosting;
using Plumbline.Server.Monitors;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>Reads everything that editing a monitor shows: what is typed and what is wrong with it, what is stored, what would have come of
/// it.</summary>
sealed class MonitorEditReader(ICatalog catalog, Rehearsals rehearsals, ModelMarks marks)
{
    public MonitorEditView Read(MonitorForm form, ModelDefinition? model, Access access, CancellationToken cancellationToken)
    {
        var view = new MonitorEditView { Form = form, Problems = [], Choices = ChoicesOf(form, model, access),
            MayChange = access.Has(Permission.Configure) };
        if (model is null) return view;
        var existing = catalog.Monitors(model.Number);
        var stored = form.Monitor is { } name ? existing.FirstOrDefault(m => m.Name == name) : null;
        var (monitor, problems) = MonitorForms.Check(model, form, existing);
        if (monitor is not null && stored is not null) monitor = monitor with { Number = stored.Number, Revision = stored.Revision };
        return view with
        {
            Stored = stored,
            IsGone = form.Monitor is not null && stored is null,
            Definition = monitor,
            Problems = problems,
            Theirs = stored is not null && form.Revision is { } seen && seen != stored.Revision ? Differences(stored, monitor) : [],
            Yaml = monitor is null ? null : YamlOf(model, monitor),
            Rehearsal = form.IsTried && monitor is not null ? rehearsals.Of(model, monitor, form.Days, cancellationToken) : null,
            Marks = form.IsTried ? marks.Of(model, cancellationToken) : [],
            Firing = stored is null ? 0
                : catalog.Alerts(new AlertQuery { Monitor = stored.Number, State = AlertState.Firing, Limit = int.MaxValue }).Count,
        };
    }

    static string YamlOf(ModelDefinition model, MonitorDefinition monitor) =>
        MonitorFileWriter.Write(new MonitorFile { Monitors = [MonitorDocuments.Of(model.Name, monitor)] });

    static IReadOnlyList<FieldChange> Differences(MonitorDefinition stored, MonitorDefinition? typed)
    {
        var found = typed is null ? [] : MonitorFields.Between(stored, typed);
        return found.Count > 0 ? found : [new FieldChange("revision", null, null)];
    }

    MonitorChoices ChoicesOf(MonitorForm form, ModelDefinition? model, Access access)
    {
        string[] models = form.Monitor is null ? ModelChoice.Names(catalog, access) : [];
        if (model is null) return MonitorChoices.None with { Models = models };
        string[] baselines =
        [
            .. catalog.Baselines(model.Number).Select(b => b.Name).Append("default").Distinct(), "rolling:4", "seasonal:4",
            .. model.Versions.Select(v => "version:" + v.Name).Take(20), "none",
        ];
        return new MonitorChoices(models, MonitorMeasureList.Of(Words.Parse<MonitorKind>(form.Kind) ?? MonitorKind.Drift, model.Task),
            [.. model.Schema.Columns.Columns.Select(c => c.Name)], model.Schema.Columns.Segments,
            [.. model.Versions.Select(v => v.Name)], baselines);
    }
}
