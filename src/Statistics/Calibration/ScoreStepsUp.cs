using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Calibration;

/// <summary>Walks the distinct scores from low to high, with the rows at each.</summary>
ref struct ScoreStepsUp(ScoredLabels scored)
{
    readonly ReadOnlySpan<double> _positives = scored.Positives;
    readonly ReadOnlySpan<double> _negatives = scored.Negatives;
    int _positivesDone;
    int _negativesDone;

    public double Score { get; private set; }

    public int PositivesHere { get; private set; }

    public int NegativesHere { get; private set; }

    public bool MoveNext()
    {
        if (_positivesDone == _positives.Length && _negativesDone == _negatives.Length) return false;
        double positive = _positivesDone < _positives.Length ? _positives[_positivesDone] : double.PositiveInfinity;
        double negative = _negativesDone < _negatives.Length ? _negatives[_negativesDone] : double.PositiveInfinity;
        Score = Math.Min(positive, negative);
        int positivesBefore = _positivesDone, negativesBefore = _negativesDone;
        while (_positivesDone < _positives.Length && _positives[_positivesDone] <= Score) _positivesDone++;
        while (_negativesDone < _negatives.Length && _negatives[_negativesDone] <= Score) _negativesDone++;
        PositivesHere = _positivesDone - positivesBefore;
        NegativesHere = _negativesDone - negativesBefore;
        return true;
    }
}
