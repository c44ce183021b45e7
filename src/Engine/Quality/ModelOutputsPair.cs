using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Quality;

/// <summary>Labels, decisions and scores of both sides, coded alike.</summary>
/// <param name="Plan">Task, labels, positive class and threshold, decided once for both sides.</param>
/// <param name="Reference">Null when the reference has neither prediction nor score.</param>
/// <param name="Current">Null when the current set has neither prediction nor score.</param>
/// <param name="Notes">How task, positive class and threshold came about, and what could not be used.</param>
public sealed record ModelOutputsPair(TaskPlan Plan, ModelOutputs? Reference, ModelOutputs? Current, IReadOnlyList<Message> Notes)
{
    /// <summary>Reads both sides by one plan. Null, with the reason in <paramref name="notes"/>, when there is nothing to
    /// measure.</summary>
    public static ModelOutputsPair? Build(OutputSlices? reference, OutputSlices? current, QualityOptions options,
        out IReadOnlyList<Message> notes)
    {
        ArgumentNullException.ThrowIfNull(options);
        var said = new List<Message>();
        notes = said;
        if (TaskInference.Infer(reference, current, options, said) is not { } plan) return null;
        var pair = new ModelOutputsPair(plan, OutputCoding.Code(reference, plan, "reference", said),
            OutputCoding.Code(current, plan, "current", said), said);
        return pair.Reference is null && pair.Current is null ? null : pair;
    }
}
