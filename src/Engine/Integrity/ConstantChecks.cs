using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Statistics.Hypothesis;

namespace Plumbline.Engine.Integrity;

/// <summary>Columns that hold nothing, one value, or nearly one value.</summary>
static class ConstantChecks
{
    public static void Run(ColumnRequest request)
    {
        if (request.Column.Type is ColumnType.Vector) return;
        Facts? reference = Facts.Of(request.Reference);
        Empty(request, reference, CheckList.Reference, wasEmpty: null);
        Facts? current = Facts.Of(request.Current);
        Empty(request, current, CheckList.Current, wasEmpty: reference?.IsEmpty);
        if (request.Column.Type is ColumnType.Timestamp) return;
        if (reference is { IsEmpty: false }) ReferenceSide(request, reference);
        if (current is { IsEmpty: false }) CurrentSide(request, current, reference is { IsEmpty: false } ? reference : null);
    }

    static void Empty(ColumnRequest request, Facts? facts, string set, bool? wasEmpty)
    {
        if (facts is null || facts.Rows == 0) return;
        Severity severity = wasEmpty == false ? Severity.Error : Severity.Warning;
        request.Checks.Add("empty", set,
            new Finding(facts.IsEmpty ? "empty" : "empty.no", !facts.IsEmpty, facts.Present, Expected.OneValue, severity),
            ("rows", Figures.Count(facts.Rows)), ("present", Figures.Count(facts.Present)));
    }

    static void ReferenceSide(ColumnRequest request, Facts facts)
    {
        bool constant = facts.IsConstant && facts.Present > 1;
        Add(request, "constant", CheckList.Reference, facts, broken: constant, Severity.Warning);
        if (!constant && request.Column.Role != ColumnRole.Id)
            Add(request, "almost_constant", CheckList.Reference, facts, facts.TopShare > request.Options.AlmostConstant, Severity.Warning);
    }

    static void CurrentSide(ColumnRequest request, Facts current, Facts? reference)
    {
        IntegrityOptions options = request.Options;
        bool constant = current.IsConstant && current.Present > 1;
        bool newlyConstant = constant && (reference is null
            || (!reference.IsConstant && AllMinorityElsewhere(reference, current) < options.Level));
        Add(request, "constant", CheckList.Current, current, newlyConstant, reference is null ? Severity.Warning : Severity.Error);
        if (constant || request.Column.Role == ColumnRole.Id) return;
        bool almost = current.TopShare > options.AlmostConstant;
        bool newlyAlmost = almost && (reference is null || (reference.TopShare <= options.AlmostConstant
            && TwoProportion.Z(reference.Top, reference.Present, current.Top, current.Present).PValue < options.Level));
        Add(request, "almost_constant", CheckList.Current, current, newlyAlmost, Severity.Warning);
    }

    /// <summary>The chance that every row unlike the most frequent value falls into the reference when rows are dealt to the two sides
    /// at random.</summary>
    static double AllMinorityElsewhere(Facts reference, Facts current) =>
        Math.Pow((double)reference.Present / (reference.Present + current.Present), reference.Present - reference.Top);

    static void Add(ColumnRequest request, string check, string set, Facts facts, bool broken, Severity severity)
    {
        var expected = check == "constant" ? Expected.TwoValues : Expected.AtMost("of_one_value", request.Options.AlmostConstant);
        string key = broken ? check : facts.Top == 0 ? check + ".none" : check + ".no";
        request.Checks.Add(check, set, new Finding(key, !broken, facts.Top == 0 ? double.NaN : facts.TopShare, expected, severity),
            ("share", Figures.Share(facts.TopShare)), ("present", Figures.Count(facts.Present)));
    }

    /// <summary>What one side says about its most frequent value.</summary>
    sealed record Facts(long Rows, long Present, long Top, bool IsConstant)
    {
        public bool IsEmpty => Present == 0;

        public double TopShare => Present == 0 ? double.NaN : (double)Top / Present;

        public static Facts? Of(ColumnSide side)
        {
            if (side.Summary is not { } summary) return null;
            long present = summary.Present;
            bool constant = present > 0 && (summary.Min is { } min && summary.Max is { } max ? min.Equals(max)
                : summary.Distinct == 1 && !summary.DistinctIsEstimate);
            long top = constant ? present : DominantValue.CountOf(side);
            return new Facts(summary.Count, present, Math.Min(top, present),
                constant || (top == present && present > 0 && side.Slice is not null));
        }
    }
}
