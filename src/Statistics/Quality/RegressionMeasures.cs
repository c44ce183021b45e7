namespace Plumbline.Statistics.Quality;

/// <summary>Measures of numeric predictions. Errors are prediction minus truth, in the unit of the target.</summary>
/// <remarks>Definitions as in scikit-learn 1.2 (checked to 1e-9), except that MAPE leaves out rows with target 0. A row where either side
/// is NaN or
/// infinite is skipped and counted. Intervals are normal ones from the variance of the terms (means), from the linearised statistic (RMSE,
/// R2,
/// explained variance) or from order statistics (median); they need n >= 2. Cost n, n log n for the median.</remarks>
public sealed record RegressionMeasures
{
    /// <summary>Rows with both sides finite.</summary>
    public required long Count { get; init; }

    /// <summary>Rows left out: NaN or infinite on a side.</summary>
    public required long Skipped { get; init; }

    /// <summary>Rows whose target is exactly 0, left out of <see cref="MeanAbsolutePercentageError"/>.</summary>
    public required long ZeroTargets { get; init; }

    /// <summary>Mean of prediction - truth: the bias. NaN without rows, as all that follow.</summary>
    public required Estimate MeanError { get; init; }

    /// <summary>Mean of abs(prediction - truth).</summary>
    public required Estimate MeanAbsoluteError { get; init; }

    /// <summary>Median of abs(prediction - truth), interval from binomial order statistics.</summary>
    public required Estimate MedianAbsoluteError { get; init; }

    /// <summary>Root of the mean squared error.</summary>
    public required Estimate RootMeanSquaredError { get; init; }

    /// <summary>Mean of abs(prediction - truth) / abs(truth) as a fraction, over rows with truth not 0.</summary>
    public required Estimate MeanAbsolutePercentageError { get; init; }

    /// <summary>Mean of 2 abs(e) / (abs(truth) + abs(prediction)), 0 .. 2; a row with both 0 counts 0.</summary>
    public required Estimate SymmetricMeanAbsolutePercentageError { get; init; }

    /// <summary>1 - squared error / squared deviation of the truth. NaN below two rows or when the truth is constant.</summary>
    public required Estimate RSquared { get; init; }

    /// <summary>1 - variance of the errors / variance of the truth. NaN below two rows or when the truth is constant.</summary>
    public required Estimate ExplainedVariance { get; init; }

    /// <summary>Mean pinball loss at .1.</summary>
    public required Estimate QuantileLoss10 { get; init; }

    /// <summary>Mean pinball loss at .5: half the mean absolute error.</summary>
    public required Estimate QuantileLoss50 { get; init; }

    /// <summary>Mean pinball loss at .9.</summary>
    public required Estimate QuantileLoss90 { get; init; }

    /// <summary>Largest abs(prediction - truth); a maximum has no interval.</summary>
    public required Estimate MaxError { get; init; }

    /// <summary>Computes all measures.</summary>
    /// <param name="truth">Targets, length n, not modified.</param>
    /// <param name="prediction">Predictions of the same rows, not modified.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static RegressionMeasures Compute(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction)
    {
        if (truth.Length != prediction.Length)
            throw new ArgumentException($"{truth.Length} targets but {prediction.Length} predictions.", nameof(prediction));
        RegressionTerms terms = new(truth.Length);
        for (int i = 0; i < truth.Length; i++)
            if (double.IsFinite(truth[i]) && double.IsFinite(prediction[i])) terms.Add(truth[i], prediction[i]);
        return terms.ToMeasures(truth, prediction);
    }
}
