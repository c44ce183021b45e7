using System.Globalization;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Model quality of both sides and its change.</summary>
public static class QualityAnalysis
{
    /// <summary>Measures both sides with intervals and judges the change. Null when no side has a row with both label and answer.</summary>
    /// <param name="outputs">Labels and answers of both sides.</param>
    /// <param name="options">Seed of the intervals.</param>
    /// <param name="cancellationToken">Stops between the sides.</param>
    public static QualityReport? Run(ModelOutputsPair outputs, QualityOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(options);
        double[] edges = RegressionPicture.ErrorEdges(outputs.Reference as RegressionOutputs, outputs.Current as RegressionOutputs);
        cancellationToken.ThrowIfCancellationRequested();
        var reference = Side(outputs.Reference, edges, options);
        cancellationToken.ThrowIfCancellationRequested();
        var current = Side(outputs.Current, edges, options);
        cancellationToken.ThrowIfCancellationRequested();
        if (reference is null && current is null) return null;

        var known = (current ?? reference)!.Measures;
        string[] headline = [.. QualityMeasures.Headline(outputs.Plan.Task).Where(known.ContainsKey)];
        var changes = reference is null || current is null
            ? new Dictionary<string, QualityChange>()
            : QualityChanges.Compare(reference.Measures, current.Measures, headline, options.Level);
        return new QualityReport
        {
            Task = outputs.Plan.Task,
            Positive = outputs.Plan.Positive,
            Threshold = outputs.Plan.Threshold,
            Reference = reference,
            Current = current,
            Changes = changes,
            Headline = headline,
            Notes = [.. outputs.Notes, .. Remarks(outputs, reference, current, changes, headline)],
        };
    }

    /// <summary>Every measure of some rows, without curves and pictures.</summary>
    internal static IReadOnlyDictionary<string, MeasureValue> Measure(ModelOutputs outputs, QualityOptions options) => outputs switch
    {
        BinaryOutputs binary => BinaryQuality.Measure(binary, options).Values,
        MulticlassOutputs multiclass => MulticlassQuality.Measure(multiclass, options).Values,
        RegressionOutputs regression => RegressionQuality.Measure(regression).Values,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static QualitySide? Side(ModelOutputs? outputs, double[] errorEdges, QualityOptions options)
    {
        if (outputs is null || outputs.Labelled == 0) return null;
        var side = outputs switch
        {
            BinaryOutputs binary => BinaryQuality.Side(binary, options),
            MulticlassOutputs multiclass => MulticlassQuality.Side(multiclass, options),
            RegressionOutputs regression => RegressionQuality.Side(regression, errorEdges),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return side.Rows == 0 ? null : side;
    }

    static IEnumerable<Message> Remarks(ModelOutputsPair outputs, QualitySide? reference, QualitySide? current,
        IReadOnlyDictionary<string, QualityChange> changes, string[] headline)
    {
        if (reference is null) yield return Message.Of("quality.no_labels_reference");
        if (current is null) yield return Message.Of("quality.no_labels_current");
        if (reference is { WithoutLabel: > 0 })
            yield return Message.Of("quality.without_label_reference", ("rows", Text(reference.WithoutLabel)),
                ("of", Text(outputs.Reference!.RowCount)));
        if (current is { WithoutLabel: > 0 })
            yield return Message.Of("quality.without_label_current", ("rows", Text(current.WithoutLabel)),
                ("of", Text(outputs.Current!.RowCount)));
        if (changes.Count > 0) yield return Message.Of("quality.verdict_rule", ("measures", Text(headline.Length)));
        if (current is not null && NoBetterThanConstant(current) is { } beaten)
            yield return Message.Of("quality.no_better_than_constant", ("measure", beaten.Name), ("value", Text(beaten.Value)),
                ("constant", Text(beaten.Constant)));
    }

    static (string Name, double Value, double Constant)? NoBetterThanConstant(QualitySide side)
    {
        foreach (string name in (ReadOnlySpan<string>)["roc_auc", "accuracy", "mae"])
        {
            if (!side.Measures.TryGetValue(name, out var value) || !side.Baselines.TryGetValue(name, out var constant)) continue;
            return double.IsNaN(value.Value) || QualityMeasures.Find(name)!.IsBetter(value.Value, constant.Value) ? null
                : (name, value.Value, constant.Value);
        }
        return null;
    }

    static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
