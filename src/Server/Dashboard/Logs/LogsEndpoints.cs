using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Dashboard.Model;
using Plumbline.Server.Limits;
using Plumbline.Server.Logs;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Logs;

/// <summary>Lines that a model's program wrote, and its metrics.</summary>
static class LogsEndpoints
{
    const int LinesOfAPage = 100, Bars = 96, ModelsListed = 200;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/logs", ShowAsync).IsPage("LogsPage", isAcrossModels: true);

    static Task<IResult> ShowAsync(HttpContext context, ModelRegister models, ICatalog catalog, ILineStore lines, MetricReading metrics,
        ModelMarks marks,
        PageWriter pages,
        TimeProvider time, CancellationToken cancellationToken)
    {
        Viewer viewer = pages.ViewerOf(context);
        string? name = context.Request.Query["model"];
        if (string.IsNullOrEmpty(name))
            return pages.PageAsync<LogsChoicePage>(context, Section.Logs, viewer.Text("nav.logs"), Choice(context, catalog, lines));
        ModelDefinition model = models.Find(name);
        Access.Of(context).Demand(model.Number);
        LogsQuery query = QueryOf(model.Name, context.Request.Query);
        LogsView view = Frame(query, model, lines, time.GetUtcNow()) with { Marks = marks.Of(model, cancellationToken) };
        view = query.Tab == LogsTab.Metrics ? metrics.Read(view, cancellationToken) : Lines(view, lines);
        return pages.PageAsync<LogsPage>(context, Section.Logs, viewer.Text("logs.title", ("model", model.Name)), view);
    }

    static LogsChoice Choice(HttpContext context, ICatalog catalog, ILineStore lines)
    {
        Access access = Access.Of(context);
        ModelDefinition[] models = [.. catalog.Models().Where(m => access.Opens(m.Number)).OrderBy(m => m.Name, StringComparer.Ordinal)];
        return new LogsChoice([.. models.Take(ModelsListed).Select(m => new LogsModel(m.Name, lines.Book(m.Number),
            Newest(m.Number, lines)))],
            Math.Max(0, models.Length - ModelsListed));
    }

    static LogsView Frame(LogsQuery query, ModelDefinition model, ILineStore lines, DateTimeOffset now)
    {
        DateTimeOffset to = query.To ?? now, from = query.From ?? to - query.Length;
        if (from >= to) from = to - query.Length;
        // Bars and steps begin at whole quarters, hours, days.
        TimeSpan step = StepOf(to - from);
        if (query.From is null) from = from.AddTicks(-(from.UtcTicks % step.Ticks));
        return new LogsView
        {
            Query = query,
            Model = model,
            From = from,
            To = to,
            Step = step,
            Book = lines.Book(model.Number),
            Newest = Newest(model.Number, lines),
        };
    }

    static LogsView Lines(LogsView view, ILineStore lines)
    {
        LogsQuery query = view.Query;
        var asked = new LineQuery
        {
            Model = view.Model.Number,
            From = view.From,
            // Lines may be a little ahead of our clock.
            To = query.To ?? view.To.AddSeconds(IngestLimits.FutureSeconds),
            Stream = query.Stream,
            Text = LogQuery.Sought(query.Text),
            EventId = query.EventId.Length == 0 ? null : query.EventId,
            Metric = query.Became,
        };
        LinePage page = lines.Page(asked with { Levels = query.Levels }, LogViews.Place(query.After), LinesOfAPage);
        return view with
        {
            Counts = lines.Count(asked, view.From, view.To, view.Step),
            Lines = page.Lines,
            Next = LogViews.Text(page.Next),
        };
    }

    static DateTimeOffset? Newest(int model, ILineStore lines) =>
        lines.Page(new LineQuery { Model = model }, null, 1).Lines is [var newest] ? newest.Time : null;

    /// <summary>A length people know, about a hundred of which make the whole.</summary>
    internal static TimeSpan StepOf(TimeSpan whole)
    {
        ReadOnlySpan<int> seconds = [1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800];
        foreach (int step in seconds)
            if (whole.TotalSeconds / step <= Bars) return TimeSpan.FromSeconds(step);
        return TimeSpan.FromDays(28);
    }

    static LogsQuery QueryOf(string model, IQueryCollection query) => new()
    {
        Model = model,
        Tab = FleetQuery.Parse<LogsTab>(query["tab"]),
        Range = query["last"] is [{ } last] ? FleetQuery.Parse<LogsRange>(last) : LogsRange.Day,
        From = ReadQuery.Time("from", Given(query, "from")),
        To = ReadQuery.Time("to", Given(query, "to")),
        Levels = [.. (Given(query, "level") ?? "").Split(',').Select(FindLevel).OfType<LineLevel>().Distinct().Order()],
        Stream = ReadQuery.Word<LineStream>("stream", Given(query, "stream")),
        Text = LogQuery.Sought(Given(query, "text")) ?? "",
        EventId = Given(query, "event") ?? "",
        Became = ReadQuery.Word<LineMetric>("became", Given(query, "became")),
        IsLive = query["live"] == "on",
        After = Given(query, "after"),
        Metric = Given(query, "metric") ?? "",
    };

    static LineLevel? FindLevel(string word) =>
        Enum.GetValues<LineLevel>().Cast<LineLevel?>().FirstOrDefault(l => LogsQuery.WordOf(l!.Value) == word);

    static string? Given(IQueryCollection query, string name) => query[name] is [{ Length: > 0 and <= 1_000 } text] ? text : null;
}
