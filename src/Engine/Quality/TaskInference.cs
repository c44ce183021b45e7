using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Decides once, mostly on the reference, which task a model answers and how labels are coded.</summary>
public static class TaskInference
{
    /// <summary>The plan for both sides, or null, with a note saying why, when the answers cannot be measured.</summary>
    /// <param name="reference">Columns of the reference.</param>
    /// <param name="current">Columns of the current set.</param>
    /// <param name="options">What the user said.</param>
    /// <param name="notes">Receives how task, positive class and threshold were chosen.</param>
    public static TaskPlan? Infer(OutputSlices? reference, OutputSlices? current, QualityOptions options, ICollection<Message> notes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(notes);
        var facts = OutputFacts.Of(reference ?? new OutputSlices(), current ?? new OutputSlices());
        if (!facts.HasPrediction && facts.ScoreColumns.Count == 0)
        {
            if (facts.HasTarget) notes.Add(Message.Of("quality.no_answers"));
            return null;
        }
        ModelTask task = options.Task ?? Guess(facts, options);
        notes.Add(Message.Of($"quality.task_{Name(task)}_{(options.Task is null ? "inferred" : "given")}",
            ("labels", MessageNumbers.Count(facts.Labels.Distinct))));
        return task switch
        {
            ModelTask.Binary => BinaryPlan.Make(facts, options, notes),
            ModelTask.Multiclass => MulticlassPlan.Make(facts, notes),
            ModelTask.Regression => RegressionPlan(facts, notes),
        };
    }

    internal static string Name(ModelTask task) => task switch
    {
        ModelTask.Binary => "binary",
        ModelTask.Multiclass => "multiclass",
        ModelTask.Regression => "regression",
    };

    static ModelTask Guess(OutputFacts facts, QualityOptions options)
    {
        int scores = facts.ScoreColumns.Count;
        LabelCensus labels = facts.Labels;
        if (scores >= 3) return ModelTask.Multiclass;
        if (options.Positive is not null && scores <= 1) return ModelTask.Binary;
        if (labels.TooMany && !labels.IsNumeric) return ModelTask.Multiclass;
        if (labels.Distinct == 0) return scores <= 1 ? ModelTask.Binary : ModelTask.Multiclass;
        if (!labels.IsNumeric) return facts.Classes <= 2 ? ModelTask.Binary : ModelTask.Multiclass;
        if (labels.Distinct <= 2 && (labels.AllWhole || scores > 0)) return ModelTask.Binary;
        if (scores == 2) return ModelTask.Multiclass;
        bool predictionIsCode = !facts.HasPrediction || !facts.Prediction.IsNumeric || facts.Prediction.LooksLikeCodes;
        return labels.LooksLikeCodes && predictionIsCode && scores == 0 ? ModelTask.Multiclass : ModelTask.Regression;
    }

    static TaskPlan? RegressionPlan(OutputFacts facts, ICollection<Message> notes)
    {
        bool targetUsable = !facts.HasTarget || facts.Target.IsNumeric;
        bool predictionUsable = facts.HasPrediction ? facts.Prediction.IsNumeric : facts.ScoreColumns.Count == 1;
        if (targetUsable && predictionUsable)
            return new TaskPlan { Task = ModelTask.Regression,
                ScoreColumns = [facts.ScoreColumns.Count > 0 ? facts.ScoreColumns[0].Name : null] };
        notes.Add(Message.Of("quality.regression_needs_numbers"));
        return null;
    }
}

/// <summary>What both sides hold, as far as the choice of the task needs it.</summary>
sealed record OutputFacts(LabelCensus Target, LabelCensus Prediction, LabelCensus ReferenceTarget,
    IReadOnlyList<ColumnDefinition> ScoreColumns,
    bool HasTarget, bool HasPrediction, OutputSlices Reference, OutputSlices Current)
{
    /// <summary>Labels of the reference where it has any, else of the current set, else of the predictions.</summary>
    internal LabelCensus Labels => ReferenceTarget.Distinct > 0 ? ReferenceTarget : Target.Distinct > 0 ? Target : Prediction;

    /// <summary>Distinct labels of <see cref="Labels"/>, together with those only the predictions of the reference hold when the two share
    /// any.</summary>
    internal int Classes
    {
        get
        {
            var answers = LabelCensus.Of(Reference.Prediction);
            bool related = !answers.IsNumeric && answers.Counts.Keys.Any(Labels.Counts.ContainsKey);
            var all = Labels.Counts.Keys.Concat(related ? answers.Counts.Keys : []).Distinct().ToList();
            return all.TrueForAll(l => LabelText.AsWord(l) is not null) ? all.Select(LabelText.AsWord).Distinct().Count() : all.Count;
        }
    }

    internal static OutputFacts Of(OutputSlices reference, OutputSlices current)
    {
        var scores = reference.Scores.Concat(current.Scores).Select(s => s.Column).DistinctBy(c => c.Name).ToList();
        return new OutputFacts(LabelCensus.Of(reference.Target, current.Target), LabelCensus.Of(reference.Prediction, current.Prediction),
            LabelCensus.Of(reference.Target), scores, reference.Target is not null || current.Target is not null,
            reference.Prediction is not null || current.Prediction is not null, reference, current);
    }
}
