using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Projections;
using Plumbline.Server.Reads;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>Reads rows, counts and a distribution into a view. What a slow store does not tell in time is left out and said.</summary>
sealed class ExploreReader(ICatalog catalog, IEventStore events, IRejectedInbox inbox, LiveCells cells, VerdictRows verdicts, IdSearch ids,
    CommonValues common, Distributions distributions, TimeProvider time)
{
    const int PageSize = 50;

    /// <summary>How long a page waits for the store, all its parts together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public ExploreView Read(ModelDefinition model, ExploreQuery query, ExploreView empty, CancellationToken cancellationToken)
    {
        var view = empty with { Model = model, LastEvent = cells.LastEvent(model.Number) };
        if (view.Problems.Count > 0) return view;
        if (query.Tab == ExploreTab.Rejected) return ReadRejected(view);
        if (Choose(model, query, view.LastEvent, out var verdict, out var problem) is not { } asked)
            return view with { Problems = [problem!] };
        view = view with { Asked = asked, Verdict = verdict, From = asked.From, To = asked.To };
        return view.LastEvent is null ? view : ReadRows(view, model, cancellationToken);
    }

    /// <summary>The rows that are asked for; null where the verdict is not known.</summary>
    public EventQuery? Choose(ModelDefinition model, ExploreQuery query, DateTimeOffset? last, out VerdictBehind? verdict,
        out Message? problem)
    {
        (verdict, problem) = (null, null);
        var asked = ids.Narrow(model, QueryOf(model, query, last));
        if (query.Evaluation is not { } number) return asked;
        try
        {
            asked = verdicts.Select(model, asked with { From = null, To = null }, number, query.Subject, query.Measure).Query;
        }
        catch (ProblemException unknown)
        {
            problem = unknown.Problem.Field == "subject" ? Message.Of("explore.no_subject", ("subject", query.Subject ?? ""))
                : Message.Of("explore.no_evaluation", ("value", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return null;
        }
        verdict = VerdictOf(model, query, number, asked);
        return asked;
    }

    ExploreView ReadRejected(ExploreView view)
    {
        long? before = long.TryParse(view.Query.After, out long number) && number > 0 ? number : null;
        var page = inbox.Read(new RejectedQuery { Model = view.Model!.Number, From = view.Query.From, To = view.Query.To,
            Field = view.Query.Field, Reason = view.Query.Reason, BeforeNumber = before, Limit = PageSize });
        return view with { Rejected = page };
    }

    ExploreView ReadRows(ExploreView view, ModelDefinition model, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var late = new List<Message>();
        T? Try<T>(string what, Func<CancellationToken, T?> read)
            where T : class
        {
            try
            {
                return read(either.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                late.Add(Message.Of("explore.late_" + what));
                return null;
            }
        }

        var asked = view.Asked!;
        var baseline = BaselineOf(model, view.Verdict);
        var columns = ShownColumns.Of(model, view.Query, asked, view.Verdict?.Column, baseline?.Profile);
        var page = Try("rows", t => events.Page(model, asked with { Columns = [.. columns.Select(c => c.Column.Name)] },
            EventViews.Cursor(view.Query.After), PageSize, t));
        var count = Try("count", t => CountOf(model, asked, t));
        view = view with
        {
            Rows = page?.Rows,
            Next = EventViews.Text(page?.Next),
            Columns = columns,
            Others = ShownColumns.Others(model, columns, view.Query.Find),
            AllColumns = ShownColumns.Count(model),
            Count = count,
            Common = count is null ? [] : Try("common", t => common.Of(model, asked, count, t)) ?? [],
        };
        var distribution = count is { Chosen: > 0 } && Pictured(view) is { } pictured
            ? Try("distribution", t => distributions.Of(model, asked, count, pictured, baseline, t)) : null;
        return view with { Distribution = distribution, Late = late };
    }

    RowCount CountOf(ModelDefinition model, EventQuery asked, CancellationToken cancellationToken)
    {
        using var chosen = events.Open(model, asked, cancellationToken);
        if (!IsNarrowed(asked)) return new RowCount(chosen.RowCount, chosen.RowCount);
        using var all = events.Open(model, new EventQuery { From = asked.From, To = asked.To }, cancellationToken);
        return new RowCount(chosen.RowCount, Math.Max(all.RowCount, chosen.RowCount));
    }

    // True where something but the time chooses the rows.
    static bool IsNarrowed(EventQuery asked) => asked is not
    {
        Version: null, Environment: null, Tag: null, Id: null, Places: null, TruthKnownBy: null, OnlyWithTruth: false, OneIn: 1,
        Where.Count: 0, Except.Count: 0, Between.Count: 0,
    };

    // The column that is asked for, else what the verdict or a condition is about, else the first that is shown.
    static ColumnDefinition? Pictured(ExploreView view)
    {
        var schema = view.Model!.Schema.Columns;
        return (view.Query.Column is { } asked ? schema.Find(asked) : null)
            ?? view.Columns.OrderByDescending(c => c.IsOfVerdict).ThenByDescending(c => c.Column.Role == ColumnRole.Feature)
                .FirstOrDefault()?.Column;
    }

    Baseline? BaselineOf(ModelDefinition model, VerdictBehind? verdict) =>
        verdict?.Evaluation is { BaselineFingerprint: not 0 and var fingerprint } && catalog.FindBaseline(model.Number,
            fingerprint) is { } own
            ? own : catalog.Baselines(model.Number).MaxBy(b => b.CreatedAt);

    VerdictBehind VerdictOf(ModelDefinition model, ExploreQuery query, long number, EventQuery asked)
    {
        var evaluation = catalog.FindEvaluation(number)!;
        var part = query.Subject is null ? null : evaluation.Parts.FirstOrDefault(p => p.Subject == query.Subject
            && (query.Measure is null || p.Measure == query.Measure));
        string? column = part is null ? null : model.Schema.Columns.Find(part.Subject)?.Name
            ?? asked.Where.Select(w => w.Key).Concat(asked.Between.Select(b => b.Column)).FirstOrDefault(part.Subject.StartsWith);
        return new VerdictBehind(evaluation, catalog.FindMonitor(evaluation.Monitor), part, column);
    }

    static EventQuery QueryOf(ModelDefinition model, ExploreQuery query, DateTimeOffset? last)
    {
        bool isOpen = query is { From: null, To: null, Id: null };
        var target = model.Schema.Columns.First(ColumnRole.Target);
        return new EventQuery
        {
            From = isOpen && LengthOf(query.Last) is { } length && last is { } end ? end - length : query.From,
            To = query.To,
            Version = query.Version,
            Environment = query.Environment,
            Id = query.Id,
            Tag = query.Tag,
            // Without a column for it no truth ever came: every row waits.
            Where = query.Truth == TruthState.Open && target is not null ? [.. query.Where, new(target.Name, null)] : query.Where,
            Between = query.Between,
            OnlyWithTruth = query.Truth == TruthState.Known,
        };
    }

    static TimeSpan? LengthOf(ExploreSpan span) => span switch
    {
        ExploreSpan.Hour => TimeSpan.FromHours(1),
        ExploreSpan.Day => TimeSpan.FromDays(1),
        ExploreSpan.Week => TimeSpan.FromDays(7),
        ExploreSpan.Month => TimeSpan.FromDays(28),
        ExploreSpan.All => null,
    };
}
