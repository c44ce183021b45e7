using System.Globalization;
using System.Text.RegularExpressions;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Drift;

/// <summary>Why a verdict is what it is, in plain words, most important first.</summary>
static partial class DriftReasons
{
    /// <summary>A distribution test speaks when its own p is below this.</summary>
    const double Telling = .01;

    const int MostMovedCategories = 3;

    const int MostMovedCells = 2;

    public static IReadOnlyList<Message> OfTooFew(ColumnEvidence.TooFew few) =>
        few.Absence.Matters ? [few.Reason, AbsenceMoved(few.Absence)] : [few.Reason];

    public static IReadOnlyList<Message> Of(ColumnEvidence.Tested tested, ColumnFacts facts, DriftFinding finding) => finding.Verdict switch
    {
        Verdict.Drift => OfDrift(tested, facts, finding),
        Verdict.InsufficientData => [Message.Of("drift.too_little_power", ("effect", MessageNumbers.Short(finding.SmallestDetectable)))],
        Verdict.Stable or Verdict.NotComparable => OfStable(tested, finding),
    };

    static List<Message> OfDrift(ColumnEvidence.Tested tested, ColumnFacts facts, DriftFinding finding)
    {
        var reasons = new List<Message>();
        if (tested.Absence.Matters && tested.Absence.PValue < Telling) reasons.Add(AbsenceMoved(tested.Absence));
        if (tested.Effect.Value <= finding.Threshold) return reasons;

        var values = new List<Message>();
        if (tested.IsNumeric) AddMoves(values, tested, facts);
        AddMovedCells(values, tested, facts);
        values.Add(Message.Of("drift.effect", ("effect", MessageNumbers.Short(tested.Effect.Value)),
            ("low", MessageNumbers.Short(tested.Effect.Low)), ("high", MessageNumbers.Short(tested.Effect.High)),
            ("threshold", MessageNumbers.Short(finding.Threshold))));
        return tested.AbsenceIsSmaller ? [.. reasons, .. values] : [values[0], .. reasons, .. values.Skip(1)];
    }

    static List<Message> OfStable(ColumnEvidence.Tested tested, DriftFinding finding)
    {
        string effect = MessageNumbers.Short(tested.Effect.Value);
        var reasons = new List<Message>();
        if (finding.Detected)
            reasons.Add(tested.Effect.Value > 0 || !tested.AbsenceIsSmaller
                ? Message.Of("drift.small_change", ("effect", effect), ("threshold", MessageNumbers.Short(finding.Threshold)))
                : Message.Of("drift.small_absence_change", ("current", MessageNumbers.Percent(tested.Absence.CurrentShare)),
                    ("reference", MessageNumbers.Percent(tested.Absence.ReferenceShare))));
        else if (tested.Effect.Cells < 2)
            reasons.Add(Message.Of(IsConstant(tested) ? "drift.stable_constant" : "drift.only_absence_compared"));
        else
            reasons.Add(Message.Of("drift.stable", ("effect", MessageNumbers.Short(finding.SmallestDetectable))));
        return reasons;
    }

    static bool IsConstant(ColumnEvidence.Tested tested) => tested.Cells.Reference.Zip(tested.Cells.Current).Count(c =>
        c.First + c.Second > 0) == 1;

    static Message AbsenceMoved(AbsenceTest absence) =>
        Message.Of("drift.missing_moved", ("current", MessageNumbers.Percent(absence.CurrentShare)),
            ("reference", MessageNumbers.Percent(absence.ReferenceShare)));

    static void AddMoves(List<Message> reasons, ColumnEvidence.Tested tested, ColumnFacts facts)
    {
        var location = tested.PLocation < Telling ? LocationMoved(facts) : null;
        var spread = tested.PSpread < Telling ? SpreadMoved(facts, tested.SpreadScore) : null;
        bool spreadFirst = tested.PSpread < tested.PLocation;
        if (spreadFirst && spread is not null) reasons.Add(spread);
        if (location is not null) reasons.Add(location);
        if (!spreadFirst && spread is not null) reasons.Add(spread);
    }

    static Message? LocationMoved(ColumnFacts facts)
    {
        double was = facts.Reference?.Quantiles.GetValueOrDefault("0.5", double.NaN) ?? double.NaN;
        double now = facts.Current?.Quantiles.GetValueOrDefault("0.5", double.NaN) ?? double.NaN;
        if (MessageNumbers.Short(was) != MessageNumbers.Short(now))
            return Message.Of(now > was ? "drift.median_up" : "drift.median_down", ("current", MessageNumbers.Short(now)), ("reference",
                MessageNumbers.Short(was)));
        double meanWas = facts.Reference?.Mean ?? double.NaN, meanNow = facts.Current?.Mean ?? double.NaN;
        return MessageNumbers.Short(meanWas) == MessageNumbers.Short(meanNow) ? null
            : Message.Of(meanNow > meanWas ? "drift.mean_up" : "drift.mean_down", ("current", MessageNumbers.Short(meanNow)), ("reference",
                MessageNumbers.Short(meanWas)));
    }

    static Message? SpreadMoved(ColumnFacts facts, double score)
    {
        double was = MiddleHalf(facts.Reference), now = MiddleHalf(facts.Current);
        // The test looks at all values, the middle half only at half of them: it is told only where both agree.
        if (score > 0 && now > was && MessageNumbers.Short(now) != MessageNumbers.Short(was))
            return Message.Of("drift.wider", ("current", MessageNumbers.Short(now)), ("reference", MessageNumbers.Short(was)));
        if (score < 0 && now < was && MessageNumbers.Short(now) != MessageNumbers.Short(was))
            return Message.Of("drift.narrower", ("current", MessageNumbers.Short(now)), ("reference", MessageNumbers.Short(was)));
        return null;
    }

    static double MiddleHalf(ColumnSummary? side) =>
        side is null ? double.NaN : side.Quantiles.GetValueOrDefault("0.75", double.NaN) - side.Quantiles.GetValueOrDefault("0.25",
            double.NaN);

    /// <summary>An interval's label with numbers as people read them; the exact ones stand in the table of cells.</summary>
    internal static string ShortLabel(string label) => Number().Replace(label, number =>
        double.TryParse(number.Value, CultureInfo.InvariantCulture, out double value) ? MessageNumbers.Short(value) : number.Value);

    [GeneratedRegex(@"-?\d+(\.\d+)?(E[+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    static void AddMovedCells(List<Message> reasons, ColumnEvidence.Tested tested, ColumnFacts facts)
    {
        var cells = tested.Cells;
        double n = tested.ReferencePresent, m = tested.CurrentPresent;
        var moved = Enumerable.Range(0, cells.Labels.Count)
            .Where(c => facts.Labels.Shows(cells, c))
            .Select(c => (Cell: c, Was: cells.Reference[c] / n, Now: cells.Current[c] / m))
            .OrderByDescending(c => Math.Abs(c.Now - c.Was)).ThenBy(c => c.Cell)
            .Take(tested.IsNumeric ? MostMovedCells : MostMovedCategories)
            .Where(c => MessageNumbers.Percent(c.Now) != MessageNumbers.Percent(c.Was));
        foreach (var (cell, was, now) in moved)
        {
            string key = tested.IsNumeric ? "drift.cell_share"
                : was == 0 ? "drift.new_category" : now == 0 ? "drift.vanished_category" : "drift.category_share";
            reasons.Add(Message.Of(key, ("value", tested.IsNumeric ? ShortLabel(cells.Labels[cell]) : facts.Labels.Text(cells, cell)),
                ("current", MessageNumbers.Percent(now)),
                ("reference", MessageNumbers.Percent(was))));
        }
    }
}
