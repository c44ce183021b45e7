using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>A column as either side has it.</summary>
/// <param name="Index">Its place in the report.</param>
/// <param name="Reference">Null when the reference lacks it.</param>
/// <param name="Current">Null when the current side lacks it.</param>
sealed record ColumnPair(int Index, ColumnDefinition? Reference, ColumnDefinition? Current)
{
    const int MostNamed = 8;

    /// <summary>The definition that counts: the reference's, where it has one.</summary>
    public ColumnDefinition Column => Reference ?? Current ?? throw new InvalidOperationException("A pair has at least one side.");

    public string Name => Column.Name;

    public bool IsJudged => Column.IsJudged;

    /// <summary>The columns of both sides in the reference's order, those only in the current side last. Ignored ones are left
    /// out.</summary>
    /// <exception cref="ReportException">There is no column in common.</exception>
    public static IReadOnlyList<ColumnPair> All(ReportSide reference, ReportSide current)
    {
        var ours = reference.Schema.Columns.Where(c => c.Role != ColumnRole.Ignore).ToList();
        var theirs = current.Schema.Columns.Where(c => c.Role != ColumnRole.Ignore).ToDictionary(c => c.Name, StringComparer.Ordinal);
        var known = reference.Schema.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        if (!ours.Any(c => theirs.ContainsKey(c.Name)))
            throw new ReportException(Message.Of("report.no_common_columns", ("reference", Names(reference)), ("current", Names(current))));
        var onlyCurrent = current.Schema.Columns.Where(c => c.Role != ColumnRole.Ignore && !known.Contains(c.Name));
        return
        [
            .. ours.Select((c, i) => new ColumnPair(i, c, theirs.GetValueOrDefault(c.Name))),
            .. onlyCurrent.Select((c, i) => new ColumnPair(ours.Count + i, null, c)),
        ];
    }

    static string Names(ReportSide side)
    {
        var names = side.Schema.Columns.Where(c => c.Role != ColumnRole.Ignore).Select(c => c.Name).ToList();
        return names.Count == 0 ? "-" : string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? ", ..." : "");
    }
}
