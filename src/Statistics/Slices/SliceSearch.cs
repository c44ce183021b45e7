namespace Plumbline.Statistics.Slices;

/// <summary>The level-wise enumeration behind <see cref="SliceLine"/>.</summary>
sealed class SliceSearch
{
    /// <summary>Joint histograms above this many cells are not counted; 64 x 64 x 64 fits.</summary>
    const long MostCells = 1 << 18;

    readonly List<SliceColumn> _columns;
    readonly double[] _losses;
    readonly int _minimumRows;
    readonly SliceLineOptions _options;
    readonly PriorityQueue<double, double> _best = new();

    public SliceSearch(IReadOnlyList<SliceColumn> columns, ReadOnlySpan<double> losses, SliceLineOptions options)
    {
        _columns = [.. columns];
        _losses = losses.ToArray();
        _options = options;
        double rows = 0, sum = 0, squares = 0, largest = 0;
        for (int i = 0; i < _losses.Length; i++)
        {
            if (_losses[i] < 0) throw new ArgumentException($"A loss is negative: row {i} has {_losses[i]}.", nameof(losses));
            if (!double.IsFinite(_losses[i])) _losses[i] = double.NaN;
            else
            {
                rows++;
                sum += _losses[i];
                squares += _losses[i] * _losses[i];
                largest = Math.Max(largest, _losses[i]);
            }
        }
        Whole = new([], rows, sum, squares, largest);
        _minimumRows = options.MinimumRows > 0 ? options.MinimumRows : (int)Math.Max(32, rows / 100);
    }

    public SliceTotals Whole { get; }

    /// <summary>Every slice that was large enough and counted.</summary>
    public List<SliceTotals> Evaluated { get; } = [];

    /// <summary>Candidates not counted because no bound let them beat the best; in the correction they stand with p = 1.</summary>
    public int Pruned { get; private set; }

    public void Run(CancellationToken cancellationToken)
    {
        if (!(Whole.Sum > 0)) return;
        List<SliceTotals> level = [];
        for (int column = 0; column < _columns.Count; column++) level.AddRange(Count([column]));
        for (int depth = 1; depth < _options.MaximumLevel && level.Count > 0; depth++)
        {
            Dictionary<(SliceCondition, SliceCondition), SliceTotals> parents = level.ToDictionary(slice => Key(slice.Conditions));
            List<SliceTotals> next = [];
            foreach (int[] columns in ColumnSets(level, parents))
            {
                cancellationToken.ThrowIfCancellationRequested();
                next.AddRange(Count(columns));
            }
            level = next;
        }
    }

    /// <summary>Equation 1 of the paper: alpha (loss / whole loss - 1) - (1 - alpha) (n / rows - 1).</summary>
    public double Score(SliceTotals slice) => Score(slice.Rows, slice.Sum);

    double Score(double rows, double sum) =>
        (_options.Alpha * ((sum / rows / Whole.Mean) - 1)) - ((1 - _options.Alpha) * ((Whole.Rows / rows) - 1));

    // Sets of columns at the next level that hold at least one slice which could still beat the best ones found.
    List<int[]> ColumnSets(List<SliceTotals> level, Dictionary<(SliceCondition, SliceCondition), SliceTotals> parents)
    {
        HashSet<(int, int, int)> taken = [];
        Dictionary<(int, int, int), int> pruned = [];
        List<SliceTotals> first = [.. Evaluated.Where(slice => slice.Conditions.Length == 1)];
        List<int[]> sets = [];
        foreach (SliceTotals slice in level)
            foreach (SliceTotals other in first)
            {
                if (other.Conditions[0].Column <= slice.Conditions[^1].Column) continue;
                int[] columns = [.. slice.Conditions.Select(condition => condition.Column), other.Conditions[0].Column];
                (int, int, int) set = (columns[0], columns[1], columns.Length > 2 ? columns[2] : -1);
                if (taken.Contains(set) || Cells(columns) > MostCells) continue;
                double? bound = UpperBound([.. slice.Conditions, other.Conditions[0]], other, parents);
                if (bound is null) continue;
                if (bound > Bar)
                {
                    taken.Add(set);
                    sets.Add(columns);
                }
                else pruned[set] = pruned.GetValueOrDefault(set) + 1;
            }
        Pruned += pruned.Where(entry => !taken.Contains(entry.Key)).Sum(entry => entry.Value);
        return sets;
    }

    // The score a slice must beat to be among the best.
    double Bar => _best.Count < _options.Top ? 0 : _best.Peek();

    // Upper bounds of the paper: no more rows, loss or largest loss than any parent has. Null when a parent was too small, for then so is
    // the slice.
    double? UpperBound(SliceCondition[] conditions, SliceTotals added, Dictionary<(SliceCondition, SliceCondition), SliceTotals> parents)
    {
        double rows = added.Rows, sum = added.Sum, largest = added.Largest;
        for (int left = 0; left < conditions.Length; left++)
        {
            SliceCondition[] parent = [.. conditions.Where((_, index) => index != left)];
            if (!parents.TryGetValue(Key(parent), out SliceTotals? totals)) return null;
            rows = Math.Min(rows, totals.Rows);
            sum = Math.Min(sum, totals.Sum);
            largest = Math.Min(largest, totals.Largest);
        }
        return Bound(rows, sum, largest);
    }

    // The score as a function of the unknown size is largest at the smallest size, at the largest, or where the loss bounds meet.
    double Bound(double rows, double sum, double largest)
    {
        double meet = Math.Clamp(largest > 0 ? sum / largest : rows, _minimumRows, rows);
        double At(double size) => Score(size, Math.Min(sum, size * largest));
        return Math.Max(At(_minimumRows), Math.Max(At(rows), At(meet)));
    }

    List<SliceTotals> Count(int[] columns)
    {
        int cells = (int)Math.Min(MostCells + 1, Cells(columns));
        if (cells > MostCells) return [];
        long[] rows = new long[cells];
        double[] sums = new double[cells], squares = new double[cells], largest = new double[cells];
        for (int i = 0; i < _losses.Length; i++)
        {
            int cell = CellOf(columns, i);
            double loss = _losses[i];
            if (cell < 0 || double.IsNaN(loss)) continue;
            rows[cell]++;
            sums[cell] += loss;
            squares[cell] += loss * loss;
            largest[cell] = Math.Max(largest[cell], loss);
        }
        List<SliceTotals> kept = [];
        for (int cell = 0; cell < cells; cell++)
        {
            if (rows[cell] < _minimumRows || rows[cell] >= Whole.Rows) continue;
            SliceTotals slice = new(ConditionsOf(columns, cell), rows[cell], sums[cell], squares[cell], largest[cell]);
            kept.Add(slice);
            Evaluated.Add(slice);
            Remember(Score(slice));
        }
        return kept;
    }

    void Remember(double score)
    {
        if (!(score > 0)) return;
        _best.Enqueue(score, score);
        if (_best.Count > _options.Top) _best.Dequeue();
    }

    long Cells(int[] columns)
    {
        long cells = 1;
        foreach (int column in columns) cells *= Math.Max(1, _columns[column].Cardinality);
        return cells;
    }

    int CellOf(int[] columns, int row)
    {
        int cell = 0;
        foreach (int column in columns)
        {
            int code = _columns[column].Codes[row];
            if (code < 0) return -1;
            cell = (cell * _columns[column].Cardinality) + code;
        }
        return cell;
    }

    SliceCondition[] ConditionsOf(int[] columns, int cell)
    {
        SliceCondition[] conditions = new SliceCondition[columns.Length];
        for (int i = columns.Length - 1; i >= 0; i--)
        {
            conditions[i] = new(columns[i], cell % _columns[columns[i]].Cardinality);
            cell /= _columns[columns[i]].Cardinality;
        }
        return conditions;
    }

    // A parent has at most two conditions.
    static (SliceCondition, SliceCondition) Key(ReadOnlySpan<SliceCondition> conditions) =>
        (conditions[0], conditions.Length > 1 ? conditions[1] : new(-1, -1));
}
