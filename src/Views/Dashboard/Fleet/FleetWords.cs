using Microsoft.AspNetCore.Components;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What the fleet's page says in words.</summary>
static class FleetWords
{
    const int MostNamed = 2;

    public static Status StatusOf(Health health) => health switch
    {
        Health.Failing => Status.Bad,
        Health.Watch => Status.Warn,
        Health.TooFewRows => Status.Few,
        Health.NotJudged or Health.NoEvents => Status.None,
        Health.Healthy => Status.Ok,
    };

    public static MarkupString Of(Health health) => Say.It(health switch
    {
        Health.Failing => "health.failing",
        Health.Watch => "health.watch",
        Health.TooFewRows => "health.few",
        Health.NotJudged => "health.not_judged",
        Health.NoEvents => "health.no_events",
        Health.Healthy => "health.healthy",
    });

    /// <summary>The first sentence: how many are ill, and what ails the worst.</summary>
    public static IEnumerable<(MarkupString Text, bool IsStrong)> Lead(FleetView view, Viewer viewer)
    {
        if (view.IsLoading) return [(Say.It("fleet.loading"), true)];
        if (view.All.Count == 0) return [(Say.It("fleet.empty"), true)];
        var (all, failing, watch) = (Figures.Count(view.All.Count), view.CountOf(FleetFilter.Failing), view.CountOf(FleetFilter.Watch));
        var first = failing > 0 ? Say.It("fleet.failing", ("n", Figures.Count(failing)), ("all", all))
            : watch > 0 ? Say.It("fleet.watch", ("n", Figures.Count(watch)), ("all", all))
            : view.CountOf(FleetFilter.Healthy) is 0 ? Say.It("fleet.no_verdict", ("all", all))
            : Say.It("fleet.healthy", ("n", Figures.Count(view.CountOf(FleetFilter.Healthy))), ("all", all));
        return [(first, true), .. view.All.Where(r => r.Health is Health.Failing or Health.Watch && r.Why is not null).Take(MostNamed)
            .Select(r => (About(r.Model, r.Why!, viewer), false))];
    }

    /// <summary>What was found, and since when.</summary>
    public static MarkupString Reason(Why why, Viewer viewer) => Framed(why, "fleet.reason", viewer);

    static MarkupString About(string model, Why why, Viewer viewer) => Framed(why, "fleet.model_reason", viewer, ("model", model));

    static MarkupString Framed(Why why, string key, Viewer viewer, params ReadOnlySpan<(string, string)> arguments)
    {
        if (why.Finding is not { } finding) return Say.Because(key + "_plain", why.Reason, arguments);
        return why.Since is { } since ? PartWords.Said(finding, key + "_since", [.. arguments, ("since", viewer.MinuteText(since))])
            : PartWords.Said(finding, key, arguments);
    }
}
