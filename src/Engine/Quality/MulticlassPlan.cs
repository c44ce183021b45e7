using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Collects the classes of a multiclass task and the score column of each.</summary>
static class MulticlassPlan
{
    /// <summary>More labels than this are names or free text, not classes.</summary>
    internal const int MostLabels = 100;

    internal static TaskPlan? Make(OutputFacts facts, ICollection<Message> notes)
    {
        bool tooMany = facts.Target.TooMany || facts.Prediction.TooMany;
        var labels = facts.Target.Counts.Keys.Concat(facts.Prediction.Counts.Keys)
            .Concat(facts.ScoreColumns.Where(c => c.ScoreOf is not null).Select(c => LabelText.Of(c.ScoreOf!)))
            .Distinct().Order(LabelOrder.Instance).ToImmutableArray();
        if (tooMany || labels.Length > MostLabels)
        {
            notes.Add(Message.Of("quality.too_many_labels", ("limit", MostLabels.ToString(CultureInfo.InvariantCulture))));
            return null;
        }
        var scores = labels.Select(l => ScoreColumn(facts.ScoreColumns, l)).ToImmutableArray();
        int missing = scores.Count(s => s is null);
        if (missing > 0 && missing < scores.Length)
            notes.Add(Message.Of("quality.labels_without_score", ("labels", BinaryPlan.Some(labels.Where((_, k) => scores[k] is null)))));
        if (missing > 0 && !facts.HasPrediction)
        {
            notes.Add(Message.Of("quality.no_answers"));
            return null;
        }
        return new TaskPlan
        {
            Task = ModelTask.Multiclass,
            Labels = labels,
            Codes = labels.Select((l, k) => KeyValuePair.Create(l, k)).ToImmutableDictionary(StringComparer.Ordinal),
            ScoreColumns = missing == 0 ? scores : [],
        };
    }

    /// <summary>The column said to score the label, else the one whose name ends in it (<c>p_a</c> for <c>a</c>).</summary>
    static string? ScoreColumn(IReadOnlyList<ColumnDefinition> columns, string label) =>
        (columns.FirstOrDefault(c => c.ScoreOf is { } named && LabelText.Of(named) == label)
            ?? columns.FirstOrDefault(c => c.ScoreOf is null && EndsIn(c.Name, label)))?.Name;

    static bool EndsIn(string column, string label) =>
        column.Length > label.Length && column.EndsWith(label, StringComparison.Ordinal)
            && !char.IsLetterOrDigit(column[^(label.Length + 1)]);
}

/// <summary>Numbers by value, before text by ordinal.</summary>
sealed class LabelOrder : IComparer<string>
{
    internal static LabelOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        bool xIsNumber = double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out double a);
        bool yIsNumber = double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out double b);
        if (xIsNumber && yIsNumber && a.CompareTo(b) is not 0 and var order) return order;
        return xIsNumber != yIsNumber ? (xIsNumber ? -1 : 1) : string.CompareOrdinal(x, y);
    }
}
