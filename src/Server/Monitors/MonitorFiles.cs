using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;

namespace Plumbline.Server.Monitors;

/// <summary>Monitors as code: all of them written as one document, and a document applied, all or nothing.</summary>
sealed class MonitorFiles(ICatalog catalog, MonitorRegister register)
{
    /// <summary>Monitors in one document.</summary>
    public const int Most = 10_000;

    /// <summary>The monitors a key may read.</summary>
    public MonitorFile Export(Access access, ModelDefinition? model, MonitorKind? kind, MonitorState? state)
    {
        var names = catalog.Models().Where(m => access.Opens(m.Number) && (model is null || m.Number == model.Number))
            .ToDictionary(m => m.Number, m => m.Name);
        var monitors = catalog.Monitors(model?.Number).Where(m => names.ContainsKey(m.Model) && (kind is null || m.Kind == kind)
            && (state is null || m.State == state));
        return new MonitorFile
        {
            Monitors = [.. monitors.OrderBy(m => names[m.Model], StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal)
                .Select(m => MonitorDocuments.Of(names[m.Model], m))],
        };
    }

    /// <summary>Makes the monitors of the models a document names those of the document; without pruning, others of these models
    /// stay.</summary>
    /// <exception cref="ProblemException">422: everything that is wrong with the document. 403: a model the key does not open.</exception>
    public MonitorChanges Apply(Access access, MonitorFile file, bool isDryRun, bool prune)
    {
        var wanted = Read(access, file);
        var changes = wanted.SelectMany(w => MonitorChange.Between(catalog.Monitors(w.Key.Number), w.Value, prune)
            .Select(c => (Model: w.Key.Name, Change: c))).ToList();
        if (!isDryRun) register.Apply([.. changes.Select(c => c.Change)]);
        return new MonitorChanges(!isDryRun, [.. changes.Select(c =>
            new MonitorChangeView(c.Model, c.Change.Monitor.Name, Words.Of(c.Change.Kind),
            [.. c.Change.Fields.Select(f => new FieldChangeView(f.Name, f.From, f.To))]))]);
    }

    // By the models' names.
    List<KeyValuePair<ModelDefinition, List<MonitorDefinition>>> Read(Access access, MonitorFile file)
    {
        if (file.Monitors.Count > Most)
            throw ProblemException.Limit("monitors", file.Monitors.Count, Most,
                $"The document has {file.Monitors.Count} monitors; write several documents.");
        var wrong = new List<ProblemPart>();
        var wanted = new Dictionary<string, (ModelDefinition Model, List<MonitorDefinition> Monitors)>(StringComparer.Ordinal);
        var seen = new HashSet<(string, string)>();
        for (int i = 0; i < file.Monitors.Count; i++)
        {
            var document = file.Monitors[i];
            string at = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"monitors[{i}].");
            var model = ModelOf(document, at, wrong);
            if (model is not null) access.Demand(model.Number);
            if (model is not null && !seen.Add((model.Name, document.Name)))
                wrong.Add(new ProblemPart(at + "name", $"The model '{model.Name}' has '{ProblemException.Shorten(document.Name)}' twice in "
                    + "this document; names are what monitors are matched by.", ProblemException.Shorten(document.Name),
                    "each name once per model"));
            var own = new List<MonitorProblem>();
            var monitor = MonitorDocuments.Read(model, document, own);
            wrong.AddRange(own.Select(p => MonitorDocuments.PartOf(p, at)));
            if (model is null || monitor is null) continue;
            if (!wanted.TryGetValue(model.Name, out var monitors)) wanted[model.Name] = monitors = (model, []);
            monitors.Monitors.Add(monitor);
        }
        if (wrong.Count > 0) throw ProblemException.Invalid(wrong);
        return [.. wanted.Values.OrderBy(w => w.Model.Name, StringComparer.Ordinal).Select(w => KeyValuePair.Create(w.Model, w.Monitors))];
    }

    ModelDefinition? ModelOf(MonitorDocument document, string at, List<ProblemPart> wrong)
    {
        var model = document.Model is { } name ? catalog.FindModel(name) : null;
        if (model is null)
            wrong.Add(new ProblemPart(at + "model", document.Model is null ? "Every monitor of a document names its model."
                : $"There is no model '{ProblemException.Shorten(document.Model)}'.", ProblemException.Shorten(document.Model),
                "the name of a registered model"));
        return model;
    }
}
