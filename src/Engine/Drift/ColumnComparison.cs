using System.Globalization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics;
using Plumbline.Statistics.Distances;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Drift;

/// <summary>Compares the two sides of one column by their exact counts: cases 1 to 3 of the verdict, and the tests of case 4.</summary>
static class ColumnComparison
{
    /// <summary>Present values a side needs.</summary>
    public const long LeastPresent = 30;

    /// <summary>The evidence of one column.</summary>
    /// <param name="reference">Null when the reference lacks the column.</param>
    /// <param name="current">Null when the current side lacks it. Counted on the reference's cells.</param>
    /// <param name="redact">Leaves out examples of values.</param>
    public static ColumnEvidence Compare(ColumnProfile? reference, ColumnProfile? current, bool redact)
    {
        if (reference is null) return new ColumnEvidence.NotComparable(Message.Of("drift.reference_absent"));
        if (reference.Content.Present == 0) return new ColumnEvidence.NotComparable(WhyEmpty(reference));
        if (current is null) return new ColumnEvidence.Lost(Message.Of("drift.absent"));
        if (WhyLost(reference, current, redact) is { } lost) return new ColumnEvidence.Lost(lost);

        var absence = TestAbsence(reference, current);
        return WhyTooFew(reference.Content.Present, current.Content.Present) is { } few
            ? new ColumnEvidence.TooFew(few, absence)
            : Test(reference, current, absence);
    }

    static ColumnEvidence.Tested Test(ColumnProfile reference, ColumnProfile current, AbsenceTest absence)
    {
        var cells = CountedCells.Of(reference.Content, current.Content);
        bool numeric = reference.Content is ColumnContent.Numbers;
        var location = numeric ? GroupedRankSum.Location(cells.Reference, cells.Current) : TestResult.Undefined;
        var spread = numeric ? GroupedRankSum.Spread(cells.Reference, cells.Current) : TestResult.Undefined;
        var effect = JensenShannonEffect.Compute(cells.JoinedReference, cells.JoinedCurrent);
        return new ColumnEvidence.Tested
        {
            Type = numeric ? ColumnType.Numeric : ColumnType.Categorical,
            Cells = cells,
            Absence = absence,
            PChi = effect.Cells < 2 ? double.NaN : ChiSquared.TwoSample(cells.JoinedReference, cells.JoinedCurrent).PValue,
            PLocation = location.PValue,
            LocationScore = location.Statistic,
            PSpread = spread.PValue,
            SpreadScore = spread.Statistic,
            Effect = effect,
            OwnVariation = reference.OwnVariation,
            ReferencePresent = reference.Content.Present,
            CurrentPresent = current.Content.Present,
        };
    }

    static AbsenceTest TestAbsence(ColumnProfile reference, ColumnProfile current)
    {
        // Labels come later than events: how many are there yet tells of time, not of the data.
        if (reference.Column.Role == ColumnRole.Target) return AbsenceTest.None;
        double p = TwoProportion.Z(reference.Absent, reference.Rows, current.Absent, current.Rows).PValue;
        return new AbsenceTest(Share(reference.Absent, reference.Rows), Share(current.Absent, current.Rows), double.IsNaN(p) ? 1 : p);
    }

    static Message WhyEmpty(ColumnProfile reference) =>
        reference.Rows == 0 ? Message.Of("drift.reference_no_rows")
        : reference.Infinite > 0 ? Message.Of("drift.reference_infinite")
        : reference.Unreadable.Count > 0 ? Message.Of("drift.reference_unreadable")
        : Message.Of("drift.reference_empty");

    static Message? WhyLost(ColumnProfile reference, ColumnProfile current, bool redact)
    {
        if (TypeFamily.Of(reference.Column.Type) != TypeFamily.Of(current.Column.Type))
            return TypeChanged(reference.Column.Type, current.Column.Type);
        if (current.Rows == 0 || current.Content.Present > 0) return null;
        if (current.Unreadable.Count > current.Missing.Count) return Unreadable(current, redact);
        return Message.Of(current.Infinite > 0 ? "drift.all_infinite" : "drift.all_missing");
    }

    static Message TypeChanged(ColumnType was, ColumnType now) =>
        Message.Of($"drift.type_changed_{TypeFamily.Of(was)}_{TypeFamily.Of(now)}");

    static Message Unreadable(ColumnProfile current, bool redact) =>
        redact || current.Unreadable.Example is null
            ? Message.Of("drift.all_unreadable", ("count", Count(current.Unreadable.Count)))
            : Message.Of("drift.all_unreadable_example", ("count", Count(current.Unreadable.Count)), ("example",
                current.Unreadable.Example),
                ("line", Count(current.Unreadable.FirstLine ?? 0)));

    static Message? WhyTooFew(long reference, long current) =>
        reference >= LeastPresent && current >= LeastPresent ? null
        : reference < LeastPresent ? Message.Of("drift.too_few_reference", ("present", Count(reference)), ("needed", Count(LeastPresent)))
        : Message.Of("drift.too_few_current", ("present", Count(current)), ("needed", Count(LeastPresent)));

    static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    static double Share(long part, long all) => all == 0 ? double.NaN : part / (double)all;
}
