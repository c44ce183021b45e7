using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>Short ways to the slices, outputs and reports of quality tests.</summary>
static class Outputs
{
    internal static OutputSlices Slices(object? target = null, object? prediction = null, object? score = null) => new()
    {
        Target = target is null ? null : Some.Column("y", target, ColumnRole.Target),
        Prediction = prediction is null ? null : Some.Column("answer", prediction, ColumnRole.Prediction),
        Scores = score is null ? [] : [(NumericSlice)Some.Column("score", score, ColumnRole.Score)],
    };

    internal static NumericSlice Score(string column, double[] values, string? of) =>
        new(new ColumnDefinition(column, ColumnRole.Score, ColumnType.Numeric) { ScoreOf = of }, values, MissingValues.None,
            UnreadableValues.None);

    internal static ModelOutputsPair Pair(OutputSlices? reference, OutputSlices? current, QualityOptions? options = null) =>
        ModelOutputsPair.Build(reference, current, options ?? new QualityOptions(), out _)!;

    internal static QualityReport Report(OutputSlices? reference, OutputSlices? current, QualityOptions? options = null) =>
        QualityAnalysis.Run(Pair(reference, current, options), options ?? new QualityOptions(), CancellationToken.None)!;

    internal static IEnumerable<string> Keys(this IEnumerable<Message> notes) => notes.Select(n => n.Key);

    /// <summary>Loans: decisions, probabilities and labels of some rows.</summary>
    internal static OutputSlices Loans(CsvTable table) => new()
    {
        Target = table.Numeric("y_true", ColumnRole.Target),
        Prediction = table.Numeric("y_pred", ColumnRole.Prediction),
        Scores = [table.Numeric("y_pred_proba", ColumnRole.Score)],
    };
}
