using Plumbline.Datasets;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Baselines;

/// <summary>Registers baselines: from a file, or from windows of the past.</summary>
/// <remarks>The first baseline of a model, and every later one of its name, brings the bins that cells are counted on; baselines of other names are
/// counted on those bins, so that windows can be compared with any of them.</remarks>
sealed class BaselineRegister(IBaselineCatalog catalog, LiveCells cells, IEventStore events, Recounts recounts, TimeProvider clock)
{
    public Baseline Find(ModelDefinition model, string name) => catalog.FindBaseline(model.Number, name)
        ?? throw ProblemException.NotFound("baseline", name, $"The model '{model.Name}' has no baseline '{ProblemException.Shorten(name)}'.");

    /// <summary>A baseline of the rows of a file.</summary>
    /// <param name="source">What the file is called, for showing.</param>
    /// <exception cref="ProblemException">422: the file cannot be read.</exception>
    public Baseline FromFile(ModelDefinition model, string name, string path, string source, DatasetOptions flags, CancellationToken cancellationToken)
    {
        bool bringsBins = BringsBins(model, name);
        try
        {
            using var rows = DatasetReader.OpenReference(path, flags, null, cancellationToken);
            if (rows.RowCount == 0) throw Unusable("it has no rows");
            var options = OptionsOf(model) with { OnBinSetOf = bringsBins ? null : cells.BinSetOf(model.Number)?.Profile };
            var made = BaselineBuilder.FromDataset(model.Number, name, rows, options, clock.GetUtcNow(), cancellationToken);
            return Keep(model, made with { Source = source, Profile = made.Profile with { Path = source } }, bringsBins);
        }
        catch (DatasetException problem)
        {
            throw Unusable(problem.Message.Replace(path, source, StringComparison.Ordinal));
        }
        catch (ProfileException problem)
        {
            throw Unusable(problem.Message);
        }
    }

    /// <summary>A baseline of past events.</summary>
    /// <exception cref="ProblemException">422: there are none.</exception>
    public Baseline FromWindows(ModelDefinition model, string name, BaselineOfWindows of, CancellationToken cancellationToken)
    {
        if (of.From >= of.To) throw ProblemException.Invalid("to", null, "a time after 'from'", "'to' is not after 'from'.");
        var query = new CellQuery { Model = model.Number, From = of.From.ToUniversalTime(), To = of.To.ToUniversalTime(), Version = of.Version };
        var found = cells.Read(query, cancellationToken).Cells;
        var made = BaselineBuilder.FromCells(model.Number, name, $"events from {of.From:u} to {of.To:u}", found, QualityOf(model, of, cancellationToken), clock.GetUtcNow())
            ?? throw ProblemException.Invalid("from", null, "a time in which events fell", $"No event of the model '{model.Name}' fell into this time.");
        return Keep(model, made, bringsBins: false);
    }

    /// <summary>Monitors that would make sense with a baseline, each tried on the last 31 days.</summary>
    public IReadOnlyList<ProposalView> Proposals(ModelDefinition model, Baseline baseline, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = cells.LastEvent(model.Number) ?? now;
        var query = new CellQuery { Model = model.Number, From = CellKey.StartOf(last.AddDays(-31)), To = last.AddTicks(1) };
        var history = cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0).ToList();
        return [.. MonitorProposals.For(model, baseline, history, now)
            .Select(p => new ProposalView(MonitorDocuments.Of(model.Name, p.Monitor), p.Windows, p.Fired, p.Unknown))];
    }

    Baseline Keep(ModelDefinition model, Baseline made, bool bringsBins)
    {
        var kept = catalog.AddBaseline(made);
        if (bringsBins) recounts.UseBinSet(model.Number, BinSet.Of(kept.Profile));
        return kept;
    }

    bool BringsBins(ModelDefinition model, string name) => catalog.Baselines(model.Number).OrderBy(b => b.Number).FirstOrDefault() is not { } first
        || first.Name == name || name == "default";

    Engine.Reports.QualityReport? QualityOf(ModelDefinition model, BaselineOfWindows of, CancellationToken cancellationToken)
    {
        var query = new EventQuery { From = of.From, To = of.To, Version = of.Version, OnlyWithTruth = true };
        using var rows = events.Open(model, query, cancellationToken);
        return rows.RowCount == 0 ? null : BaselineBuilder.QualityOf(rows, OptionsOf(model), cancellationToken);
    }

    static BaselineOptions OptionsOf(ModelDefinition model) =>
        new() { Task = model.Task, Positive = model.Positive, Threshold = model.Threshold };

    static ProblemException Unusable(string problem) =>
        ProblemException.Of(Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity, "invalid", $"The file cannot be a baseline: {problem}.");
}
