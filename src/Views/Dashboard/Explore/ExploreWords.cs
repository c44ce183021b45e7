using Microsoft.AspNetCore.Components;
using Plumbline.Engine.Columns;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What the page of rows says in words.</summary>
static class ExploreWords
{
    const int MostCommon = 2;

    /// <summary>The first sentences: how many rows of how many, and what is the same in them.</summary>
    public static IEnumerable<(MarkupString Text, bool Strong)> Lead(ExploreView view, Viewer viewer)
    {
        if (view.Model is null) yield return (Say.It("explore.lead_choose"), false);
        else if (view.Query.Tab == ExploreTab.Rejected) yield return Rejected(view);
        else if (view.LastEvent is null) yield return (Say.It("explore.lead_no_events"), false);
        else if (view.Problems.Count > 0) yield return (Say.It("explore.lead_wrong"), false);
        else if (view.Count is not { } count) yield return (Say.It("explore.lead_uncounted"), false);
        else
        {
            yield return (Counted(view, count, viewer), true);
            foreach (var common in view.Common.Take(MostCommon)) yield return (Of(common), false);
            if (view.Common.Count > 0 && view.Common.Max(c => c.OneIn) is > 1 and var k)
                yield return (Say.It("explore.common_sampled", ("k", Figures.Count(k))), false);
        }
    }

    /// <summary>Where the rows come from; null: nothing but the address.</summary>
    public static MarkupString? About(ExploreView view, Viewer viewer)
    {
        if (view.Verdict is { } verdict)
            return Say.It(verdict.Part is null ? "explore.behind_window" : "explore.behind", ("monitor", verdict.Monitor?.Name ?? ""),
                ("subject", verdict.Part?.Subject ?? ""), ("span", viewer.SpanText(verdict.Evaluation.Window.Start,
                    verdict.Evaluation.Window.End)));
        return view is { Query: { Tab: ExploreTab.Events, From: null, To: null, Last: not ExploreSpan.All }, LastEvent: { } last }
            ? Say.It("explore.up_to_last", ("time", viewer.MinuteText(last))) : null;
    }

    /// <summary>The conditions, and the page without each.</summary>
    public static IEnumerable<(MarkupString Text, ExploreQuery Without)> Chips(ExploreView view, Viewer viewer)
    {
        var query = view.Query.Newest;
        if (view.Verdict is { } verdict)
        {
            string span = viewer.SpanText(verdict.Evaluation.Window.Start, verdict.Evaluation.Window.End);
            yield return (new(PlainText.Encode(span)), query with { Evaluation = null, Subject = null, Measure = null });
        }
        else if (query.From is not null || query.To is not null)
            yield return (SpanOf(view, viewer), query with { From = null, To = null });
        if (view.Asked?.Version is { } version) yield return (Is("explore.version", version), Free(view) with { Version = null });
        if (query.Environment is { } environment) yield return (Is("explore.environment", environment), query with { Environment = null });
        if (query.Id is { } id) yield return (Is("explore.id", id), query with { Id = null });
        if (query.Tag is { } tag) yield return (Equal(tag.Key, tag.Value), query with { Tag = null });
        foreach (var where in view.Asked?.Where ?? query.Where)
            if (!IsTruth(view, where))
                yield return (where.Value is { } value ? Equal(where.Key, value) : Say.It("explore.no_value", ("column", where.Key)),
                    Free(view).Without(where));
        foreach (var range in view.Asked?.Between ?? query.Between) yield return (Range(range), Free(view).Without(range));
        if (query.Truth != TruthState.Any)
            yield return (Say.It("explore.truth_" + query.Truth.ToString().ToLowerInvariant()), query with { Truth = TruthState.Any });
    }

    /// <summary>True for the condition that the state of the truth became.</summary>
    public static bool IsTruth(ExploreView view, KeyValuePair<string, string?> where) => view.Query.Truth == TruthState.Open
        && where.Value is null && view.Model?.Schema.Columns.Find(where.Key)?.Role == ColumnRole.Target;

    /// <summary>True where a missing value says something: the verdict is about it, or the baseline has hardly any.</summary>
    public static bool IsRemarkable(ShownColumn column) => column.IsOfVerdict
        || column.Baseline is { Rows: > 0 } usual && usual.Absent * 50 < usual.Rows;

    // A verdict's window and rows as conditions of their own, each of which can go.
    static ExploreQuery Free(ExploreView view) => view.Verdict is null || view.Asked is null ? view.Query.Newest : view.Query.Newest with
    {
        Evaluation = null,
        Subject = null,
        Measure = null,
        From = view.From,
        To = view.To,
        Version = view.Asked.Version,
        Where = [.. view.Asked.Where.Where(w => !IsTruth(view, w))],
        Between = view.Asked.Between,
    };

    static MarkupString Counted(ExploreView view, RowCount count, Viewer viewer)
    {
        (string, string) n = ("n", Figures.Count(count.Chosen)), all = ("all", Figures.Count(count.All)), span = ("span", SpanText(view,
            viewer));
        var where = view.Asked?.Where.Where(w => !IsTruth(view, w)).ToList() ?? [];
        var between = view.Asked?.Between ?? [];
        bool hasMore = view.Query.Id is not null || view.Query.Tag is not null || view.Query.Truth != TruthState.Any
            || view.Query.Environment is not null || view.Asked?.Version is not null;
        return (where, between, hasMore) switch
        {
            ([], [], false) => Say.It("explore.lead_all", n, span),
            ([{ Value: null, Key: var column }], [], false) => Say.It("explore.lead_missing", n, all, span, ("column", column)),
            ([{ Value: { } value, Key: var column }], [], false) =>
                Say.It("explore.lead_equal", n, all, span, ("column", column), ("value", value)),
            ([], [var range], false) => Say.It("explore.lead_between", n, all, span, ("column", range.Column), ("range", RangeText(range))),
            _ => Say.It("explore.lead_conditions", n, all, span),
        };
    }

    static MarkupString Of(CommonValue common)
    {
        (string, string) column = ("column", common.Column), value = ("value", common.Value), of = ("all",
            Figures.Share(common.ShareOfAll));
        return common.Share >= 1 ? Say.It("explore.common_all", column, value, of)
            : Say.It("explore.common_most", column, value, of, ("share", Figures.Share(common.Share)));
    }

    static (MarkupString, bool) Rejected(ExploreView view) => view.Rejected switch
    {
        null => (Say.It("explore.lead_uncounted"), false),
        { All: 0 } => (Say.It("explore.nothing_rejected"), false),
        { Causes: [var first, ..] } page when page.Count > 0 => (Say.It("explore.lead_rejected", ("n", Figures.Count(page.Count)),
            ("first", Figures.Count(first.Count)), ("reason", first.Reason.TrimEnd('.'))), true),
        _ => (Say.It("explore.none_rejected"), false),
    };

    static string SpanText(ExploreView view, Viewer viewer) => (view.From, view.To) switch
    {
        ({ } from, { } to) => viewer.SpanText(from, to),
        ({ } from, null) => viewer.Text("explore.since", ("time", viewer.MinuteText(from))),
        (null, { } to) => viewer.Text("explore.before", ("time", viewer.MinuteText(to))),
        _ => viewer.Text("explore.ever"),
    };

    static MarkupString SpanOf(ExploreView view, Viewer viewer) => new(PlainText.Encode(SpanText(view, viewer)));

    static MarkupString Is(string role, string value) => new($"{Say.It(role)} = {Say.Name(value, 60)}");

    static MarkupString Equal(string column, string value) => new($"{Say.Name(column, 60)} = {Say.Name(value, 60)}");

    static MarkupString Range((string Column, double Low, double High) range) =>
        new($"{Say.Name(range.Column, 60)} {PlainText.Encode(RangeText(range))}");

    static string RangeText((string Column, double Low, double High) range) => (double.IsInfinity(range.Low),
        double.IsInfinity(range.High)) switch
    {
        (false, false) when range.Low == range.High => "= " + Figures.Number(range.Low),
        (true, false) => "≤ " + Figures.Number(range.High),
        (false, true) => "≥ " + Figures.Number(range.Low),
        (true, true) => "−∞ – ∞",
        _ => $"{Figures.Number(range.Low)} – {Figures.Number(range.High)}",
    };
}
