using System.Collections.Concurrent;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Multivariate;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Slices;

namespace Plumbline.Engine.Segments;

/// <summary>Finds the slices of the current set where the model's loss is higher than elsewhere. Columns are added one by one and kept only
/// on a seeded sample of rows.</summary>
/// <param name="currentRows">Rows of the current set.</param>
/// <param name="seed">Seed of the sample.</param>
/// <param name="redact">Values of categorical columns are named by rank only.</param>
public sealed class WorstSlices(int currentRows, ulong seed, bool redact = false)
{
    /// <summary>Rows looked at, at most.</summary>
    public const int SampleRows = 50_000;

    const int MostSlices = 10;

    /// <summary>Slices asked for, before those that only repeat a wider one are dropped.</summary>
    const int Candidates = 60;

    const int MostValues = 15;

    /// <summary>Rows times pairs of columns counted, at most: many columns are searched on fewer rows.</summary>
    const double MostWork = 1.5e8;

    const int LeastSample = 5_000;

    const double Level = .05;

    /// <summary>A slice that shares more of its rows with a better one says the same in other words.</summary>
    const double MostOverlap = .7;

    readonly int[] _rows = RowSample.ChooseRows(currentRows, SampleRows, seed);
    readonly ConcurrentDictionary<string, RowGroups> _columns = new(StringComparer.Ordinal);

    /// <summary>Adds a feature or segment column. Thread-safe; columns are ordered by name, not by the time of the call. Columns that are
    /// neither numbers nor categories are passed over.</summary>
    /// <param name="reference">The column in the reference, for the ranges of numbers; may be null.</param>
    /// <param name="current">The column in the current set, with as many rows as that set.</param>
    public void Add(ColumnSlice? reference, ColumnSlice current)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (current is not (NumericSlice or CategoricalSlice)) return;
        var sampled = new RowSample(_rows, currentRows);
        sampled.Add(current);
        var groups = RowGroups.From(SampleOf(reference), sampled.Find(current.Column.Name), MostValues);
        _columns[current.Column.Name] = (redact ? groups.Redacted() : groups) with { Reference = default };
    }

    /// <summary>The worst slices, significant after correction over all slices looked at, worst first; empty when there is no loss to
    /// compare.</summary>
    /// <param name="current">The current side. The loss is the share of wrong answers, the log loss without decisions, or the absolute
    /// error.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public IReadOnlyList<SliceReport> Find(ModelOutputs? current, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (current is null || current.Labelled == 0 || _columns.IsEmpty) return [];
        var columns = _columns.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value).ToList();
        var sample = current.Take(_rows);
        double[] losses = sample.Losses();
        int step = Step(columns.Count, losses.Length);
        SliceColumn[] coded = [.. columns.Select(c => new SliceColumn(EveryNth(c.Current.Span, step), c.Labels.Count))];
        var found = SliceLine.Find(coded, EveryNth(losses, step), new SliceLineOptions { Top = Candidates }, cancellationToken);
        return [.. WithoutRepeats(found, coded).Select(f => Report(f, columns, sample, step))];
    }

    SliceReport Report(SliceFinding found, List<RowGroups> columns, ModelOutputs sample, int step)
    {
        double scale = currentRows / Math.Max(1.0, _rows.Length / (double)step);
        return new SliceReport([.. found.Conditions.Select(c => Condition(columns[c.Column], c.Code))],
            (long)Math.Round(found.Rows * scale), found.Loss,
            found.LossElsewhere, found.Score, found.QValue) { LossKind = sample.LossKind };
    }

    /// <summary>Leaves out what is not significant, and a slice that holds mostly the rows of a better one already named.</summary>
    static List<SliceFinding> WithoutRepeats(IReadOnlyList<SliceFinding> found, SliceColumn[] columns)
    {
        var kept = new List<SliceFinding>();
        var rowsOfKept = new List<bool[]>();
        foreach (var finding in found.Where(f => f.QValue < Level))
        {
            if (kept.Count == MostSlices) break;
            bool[] rows = RowsOf(finding, columns);
            if (rowsOfKept.Exists(k => Overlap(k, rows) > MostOverlap)) continue;
            kept.Add(finding);
            rowsOfKept.Add(rows);
        }
        return kept;
    }

    static bool[] RowsOf(SliceFinding finding, SliceColumn[] columns)
    {
        var rows = new bool[columns[0].Codes.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = finding.Conditions.All(c => columns[c.Column].Codes[i] == c.Code);
        return rows;
    }

    /// <summary>Shared rows as a share of the smaller slice.</summary>
    static double Overlap(bool[] one, bool[] other)
    {
        long both = 0, inOne = 0, inOther = 0;
        for (int i = 0; i < one.Length; i++)
        {
            if (one[i]) inOne++;
            if (other[i]) inOther++;
            if (one[i] && other[i]) both++;
        }
        return both / Math.Max(1.0, Math.Min(inOne, inOther));
    }

    static string Condition(RowGroups column, int code)
    {
        string label = column.Labels[code];
        if (label == RowGroups.MissingLabel) return $"{column.Column} is missing";
        if (!column.IsRanges) return $"{column.Column} = {label}";
        return label[0] == '(' ? $"{column.Column} in {label}" : $"{column.Column} {label}";
    }

    static int Step(int columns, int rows)
    {
        double pairs = Math.Max(1, columns * (columns - 1.0) / 2);
        double most = Math.Max(LeastSample, MostWork / pairs);
        return (int)Math.Max(1, Math.Ceiling(rows / most));
    }

    static ColumnSlice? SampleOf(ColumnSlice? reference)
    {
        if (reference is null || reference.Length <= SampleRows) return reference;
        int step = reference.Length / SampleRows;
        var sample = new RowSample([.. Enumerable.Range(0, SampleRows).Select(i => i * step)], reference.Length);
        sample.Add(reference);
        return sample.Find(reference.Column.Name);
    }

    static double[] EveryNth(double[] values, int step)
    {
        if (step == 1) return values;
        return [.. Enumerable.Range(0, (values.Length + step - 1) / step).Select(i => values[i * step])];
    }

    static int[] EveryNth(ReadOnlySpan<short> codes, int step)
    {
        var taken = new int[(codes.Length + step - 1) / step];
        for (int i = 0; i < taken.Length; i++) taken[i] = codes[i * step];
        return taken;
    }
}
