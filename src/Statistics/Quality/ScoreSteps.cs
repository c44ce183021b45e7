namespace Plumbline.Statistics.Quality;

/// <summary>Walks the distinct scores from high to low, with the rows at each: the one pass behind every curve of a score.</summary>
ref struct ScoreSteps(ScoredLabels scored)
{
    readonly ReadOnlySpan<double> _positives = scored.Positives;
    readonly ReadOnlySpan<double> _negatives = scored.Negatives;
    int _positivesLeft = scored.Positives.Length;
    int _negativesLeft = scored.Negatives.Length;

    /// <summary>The score of this step.</summary>
    public double Score { get; private set; }

    /// <summary>Positive rows at this score.</summary>
    public int PositivesHere { get; private set; }

    /// <summary>Negative rows at this score.</summary>
    public int NegativesHere { get; private set; }

    /// <summary>Positive rows at or above this score.</summary>
    public readonly int TruePositives => _positives.Length - _positivesLeft;

    /// <summary>Negative rows at or above this score.</summary>
    public readonly int FalsePositives => _negatives.Length - _negativesLeft;

    /// <summary>The counts when rows at or above this score are selected.</summary>
    public readonly ConfusionCounts Counts => new(TruePositives, FalsePositives, _positivesLeft, _negativesLeft);

    public bool MoveNext()
    {
        if (_positivesLeft + _negativesLeft == 0) return false;
        double positive = _positivesLeft > 0 ? _positives[_positivesLeft - 1] : double.NegativeInfinity;
        double negative = _negativesLeft > 0 ? _negatives[_negativesLeft - 1] : double.NegativeInfinity;
        Score = Math.Max(positive, negative);
        int positivesBefore = _positivesLeft, negativesBefore = _negativesLeft;
        while (_positivesLeft > 0 && _positives[_positivesLeft - 1] >= Score) _positivesLeft--;
        while (_negativesLeft > 0 && _negatives[_negativesLeft - 1] >= Score) _negativesLeft--;
        PositivesHere = positivesBefore - _positivesLeft;
        NegativesHere = negativesBefore - _negativesLeft;
        return true;
    }
}
