using Plumbline.Statistics.Quality;

namespace Plumbline.Statistics.Fairness;

/// <summary>Accumulates what a binary model did to each of k groups; mergeable.</summary>
public sealed class GroupOutcomes
{
    readonly long[] _rows;
    readonly long[] _selected;
    readonly ConfusionCounts[] _counts;
    readonly RunningMean[] _scores;
    readonly RunningMean[] _calibration;

    /// <summary>No rows yet.</summary>
    /// <param name="groups">The number of groups, at least 0; codes are 0 .. groups - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is negative.</exception>
    public GroupOutcomes(int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(groups);
        _rows = new long[groups];
        _selected = new long[groups];
        _counts = new ConfusionCounts[groups];
        _scores = new RunningMean[groups];
        _calibration = new RunningMean[groups];
    }

    /// <summary>The number of groups.</summary>
    public int Groups => _rows.Length;

    /// <summary>Rows counted.</summary>
    public long Count
    {
        get
        {
            long sum = 0;
            foreach (long rows in _rows) sum += rows;
            return sum;
        }
    }

    /// <summary>What happened to a group so far.</summary>
    public GroupOutcome this[int group] =>
        new(_rows[group], _selected[group], _counts[group], _scores[group].ToEstimate(), _calibration[group].ToEstimate());

    /// <summary>All groups in order.</summary>
    public GroupOutcome[] ToArray()
    {
        GroupOutcome[] outcomes = new GroupOutcome[Groups];
        for (int group = 0; group < outcomes.Length; group++) outcomes[group] = this[group];
        return outcomes;
    }

    /// <summary>Adds rows. A row without group or decision (code below 0) is skipped.</summary>
    /// <param name="groups">Group codes, length n, below <see cref="Groups"/>.</param>
    /// <param name="decision">1 selected, 0 not, below 0 missing.</param>
    /// <param name="truth">1 positive, 0 negative, below 0 missing; empty when there are no labels.</param>
    /// <param name="scores">Scores; NaN and infinities are left out; empty when there are none.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void AddRange(ReadOnlySpan<int> groups, ReadOnlySpan<int> decision, ReadOnlySpan<int> truth, ReadOnlySpan<double> scores)
    {
        if (decision.Length != groups.Length)
            throw new ArgumentException($"{groups.Length} groups but {decision.Length} decisions.", nameof(decision));
        if (!truth.IsEmpty && truth.Length != groups.Length)
            throw new ArgumentException($"{groups.Length} groups but {truth.Length} labels.", nameof(truth));
        if (!scores.IsEmpty && scores.Length != groups.Length)
            throw new ArgumentException($"{groups.Length} groups but {scores.Length} scores.", nameof(scores));
        for (int i = 0; i < groups.Length; i++)
            if (groups[i] >= 0 && decision[i] >= 0)
                Add(groups[i], decision[i] == 1, truth.IsEmpty ? -1 : truth[i], scores.IsEmpty ? double.NaN : scores[i]);
    }

    /// <summary>Adds the rows of another accumulator over the same groups.</summary>
    /// <exception cref="ArgumentException">The numbers of groups differ.</exception>
    public void Merge(GroupOutcomes other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Groups != Groups) throw new ArgumentException($"{other.Groups} groups cannot be merged into {Groups}.", nameof(other));
        for (int group = 0; group < Groups; group++)
        {
            _rows[group] += other._rows[group];
            _selected[group] += other._selected[group];
            _counts[group] = _counts[group].Merge(other._counts[group]);
            _scores[group].Merge(other._scores[group]);
            _calibration[group].Merge(other._calibration[group]);
        }
    }

    void Add(int group, bool selected, int truth, double score)
    {
        _rows[group]++;
        if (selected) _selected[group]++;
        bool scored = double.IsFinite(score);
        if (scored) _scores[group].Add(score);
        if (truth < 0) return;
        bool positive = truth == 1;
        _counts[group] = _counts[group].Merge(new(
            selected && positive ? 1 : 0,
            selected && !positive ? 1 : 0,
            !selected && positive ? 1 : 0,
            !selected && !positive ? 1 : 0));
        if (scored) _calibration[group].Add(score - (positive ? 1 : 0));
    }
}
