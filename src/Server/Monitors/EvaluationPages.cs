using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;

namespace Plumbline.Server.Monitors;

/// <summary>Evaluations of a model a page at a time, each page saying up to which row everything was counted.</summary>
sealed class EvaluationPages(IMonitorCatalog catalog, EvaluationProjection evaluating, LiveCells cells, LogTimes times)
{
    public EvaluationList Kept(ModelDefinition model, Language language, EvaluationQuery query)
    {
        var evaluations = catalog.Evaluations(query);
        return Page(model, language, evaluations, evaluations.Count < query.Limit ? null : evaluations[^1].Number);
    }

    /// <summary>The open window of a monitor as it stands.</summary>
    public EvaluationList Provisional(ModelDefinition model, MonitorDefinition monitor, Language language,
        CancellationToken cancellationToken) =>
        Page(model, language, evaluating.Provisional(model, monitor, cancellationToken) is { } open ? [open] : [], null);

    EvaluationList Page(ModelDefinition model, Language language, IReadOnlyList<Evaluation> evaluations, long? next)
    {
        var names = catalog.Monitors(model.Number).ToDictionary(m => m.Number, m => m.Name);
        var views = evaluations.Select(e => EvaluationViews.Of(e, model.Name, names.GetValueOrDefault(e.Monitor, ""), language));
        long seq = cells.AppliedSeq;
        return new EvaluationList
        {
            Model = model.Name,
            Evaluations = [.. views],
            Next = next,
            Seq = seq,
            AsOf = times.Of(seq),
        };
    }
}
