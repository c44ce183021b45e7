namespace Plumbline.Views.Dashboard;

/// <summary>The addresses of pages. Whoever links to a page asks here, so that a name is escaped in one place.</summary>
public static class Pages
{
    /// <summary>Sections that have a page; the others are not shown until they do.</summary>
    public static IReadOnlyList<Section> Ready { get; } = [Section.Fleet, Section.Alerts, Section.Monitors, Section.Explore, Section.Logs,
        Section.Compare, Section.Connect, Section.Settings];

    public static string Of(Section section) => section switch
    {
        Section.Fleet => "/",
        Section.Alerts => "/alerts",
        Section.Monitors => "/monitors",
        Section.Explore => "/explore",
        Section.Logs => "/logs",
        Section.Compare => "/compare",
        Section.Connect => "/connect",
        Section.Settings => "/settings",
    };

    /// <summary>Message key of a section's name.</summary>
    public static string Key(Section section) => section switch
    {
        Section.Fleet => "nav.fleet",
        Section.Alerts => "nav.alerts",
        Section.Monitors => "nav.monitors",
        Section.Explore => "nav.explore",
        Section.Logs => "nav.logs",
        Section.Compare => "nav.compare",
        Section.Connect => "nav.connect",
        Section.Settings => "nav.settings",
    };

    public static string Model(string model) => "/models/" + Uri.EscapeDataString(model);

    /// <summary>The rows behind a verdict.</summary>
    /// <param name="subject">The part of the evaluation; null: every row of its window.</param>
    public static string Rows(string model, long evaluation, string? subject) =>
        new ExploreQuery { Model = model, Evaluation = evaluation, Subject = subject }.Address;

    /// <summary>Where notes of what happened to a model are sent.</summary>
    public static string Notes(string model) => Model(model) + "/notes";

    public static string NoteRemoval(string model, long number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Notes(model)}/{number}/remove");

    /// <summary>Open alerts; of a model, or of all.</summary>
    public static string Alerts(string? model) => new InboxQuery { Model = model }.Address;

    /// <summary>Monitors of a model, or all of them.</summary>
    public static string Monitors(string? model) => new MonitorsQuery { Model = model }.Address;

    /// <summary>Where a monitor is looked at and edited.</summary>
    public static string Monitor(string model, string monitor) => new AddressText("/monitors/edit").Add("model", model)
        .Add("monitor", monitor).ToString();

    /// <summary>A column in a window; null: the newest.</summary>
    public static string Column(string model, string column, DateTimeOffset? window) =>
        Column(model, column) + (window is { } start ? "&window=" + Uri.EscapeDataString(ModelQuery.Text(start)) : "");

    /// <summary>A column has any text as its name, so it stands in the query.</summary>
    public static string Column(string model, string column) => $"{Model(model)}/column?name={Uri.EscapeDataString(column)}";
}
