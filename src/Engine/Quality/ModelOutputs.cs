namespace Plumbline.Engine.Quality;

/// <summary>One side's labels and answers, row by row, missing ones marked. Rows keep the order of the data set.</summary>
public abstract record ModelOutputs(TaskPlan Plan, int RowCount)
{
    /// <summary>Rows with a label.</summary>
    public abstract long Labelled { get; }

    /// <summary>The given rows, in the order given.</summary>
    /// <param name="rows">Row numbers in [0, RowCount).</param>
    public abstract ModelOutputs Take(ReadOnlySpan<int> rows);

    /// <summary>The loss of each row, NaN without label or answer: the 0/1 error of the decision; log loss for a binary task without
    /// decisions; the absolute error of a regression.</summary>
    public abstract double[] Losses();

    /// <summary>What <see cref="Losses"/> holds: <c>error_rate</c>, <c>log_loss</c> or <c>absolute_error</c>.</summary>
    public abstract string LossKind { get; }

    internal static T[] Gather<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> rows)
    {
        if (values.IsEmpty) return [];
        var taken = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }
}

/// <summary>Answers of a two-class model.</summary>
/// <param name="Truth">1 positive, 0 negative, -1 without label.</param>
/// <param name="Decision">1, 0, or -1 without answer; empty when there are no decisions.</param>
/// <param name="Score">NaN without score; empty when there are no scores.</param>
/// <param name="ScoresAreProbabilities">False when a score lies outside [0, 1].</param>
public sealed record BinaryOutputs(TaskPlan Plan, int RowCount, ReadOnlyMemory<int> Truth, ReadOnlyMemory<int> Decision,
    ReadOnlyMemory<double> Score, bool ScoresAreProbabilities) : ModelOutputs(Plan, RowCount)
{
    const double Least = 1e-15;

    public override long Labelled => RowCount - Truth.Span.Count(-1);

    public override string LossKind => Decision.IsEmpty ? "log_loss" : "error_rate";

    public override ModelOutputs Take(ReadOnlySpan<int> rows) => this with
    {
        RowCount = rows.Length,
        Truth = Gather(Truth.Span, rows),
        Decision = Gather(Decision.Span, rows),
        Score = Gather(Score.Span, rows),
    };

    public override double[] Losses()
    {
        var losses = new double[RowCount];
        var truth = Truth.Span;
        var decision = Decision.Span;
        var score = Score.Span;
        bool byScore = ScoresAreProbabilities && !score.IsEmpty;
        for (int i = 0; i < losses.Length; i++)
        {
            if (truth[i] < 0) losses[i] = double.NaN;
            else if (!decision.IsEmpty) losses[i] = decision[i] < 0 ? double.NaN : decision[i] == truth[i] ? 0 : 1;
            else losses[i] = byScore ? -Math.Log(Math.Max(Least, truth[i] == 1 ? score[i] : 1 - score[i])) : double.NaN;
        }
        return losses;
    }
}

/// <summary>Answers of a model of several classes.</summary>
/// <param name="Truth">Class code, or -1 without label.</param>
/// <param name="Decision">Class code, or -1 without answer.</param>
/// <param name="Scores">A probability per class; empty when any class lacks one.</param>
public sealed record MulticlassOutputs(TaskPlan Plan, int RowCount, ReadOnlyMemory<int> Truth, ReadOnlyMemory<int> Decision,
    IReadOnlyList<double[]> Scores) : ModelOutputs(Plan, RowCount)
{
    public override long Labelled => RowCount - Truth.Span.Count(-1);

    public override string LossKind => "error_rate";

    public override ModelOutputs Take(ReadOnlySpan<int> rows)
    {
        var scores = new double[Scores.Count][];
        for (int k = 0; k < scores.Length; k++) scores[k] = Gather<double>(Scores[k], rows);
        return this with { RowCount = rows.Length, Truth = Gather(Truth.Span, rows), Decision = Gather(Decision.Span, rows),
            Scores = scores };
    }

    public override double[] Losses()
    {
        var losses = new double[RowCount];
        var truth = Truth.Span;
        var decision = Decision.Span;
        for (int i = 0; i < losses.Length; i++)
            losses[i] = truth[i] < 0 || decision[i] < 0 ? double.NaN : truth[i] == decision[i] ? 0 : 1;
        return losses;
    }
}

/// <summary>Answers of a model that predicts a number.</summary>
/// <param name="Truth">NaN without label; never infinite.</param>
/// <param name="Prediction">NaN without answer; never infinite.</param>
public sealed record RegressionOutputs(TaskPlan Plan, int RowCount, ReadOnlyMemory<double> Truth, ReadOnlyMemory<double> Prediction)
    : ModelOutputs(Plan, RowCount)
{
    public override long Labelled
    {
        get
        {
            long labelled = 0;
            foreach (double value in Truth.Span)
                if (!double.IsNaN(value)) labelled++;
            return labelled;
        }
    }

    public override string LossKind => "absolute_error";

    public override ModelOutputs Take(ReadOnlySpan<int> rows) =>
        this with { RowCount = rows.Length, Truth = Gather(Truth.Span, rows), Prediction = Gather(Prediction.Span, rows) };

    public override double[] Losses()
    {
        var losses = new double[RowCount];
        var truth = Truth.Span;
        var prediction = Prediction.Span;
        for (int i = 0; i < losses.Length; i++) losses[i] = Math.Abs(prediction[i] - truth[i]);
        return losses;
    }
}
