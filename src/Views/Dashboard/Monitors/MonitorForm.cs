using System.Globalization;
using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>A monitor as it is typed, field by field. It is the address of the page that edits it, so what was typed is never
/// lost.</summary>
public sealed record MonitorForm
{
    public const int UsualDays = 30;

    public required string Model { get; init; }

    /// <summary>Name of the monitor that is edited; null: a new one.</summary>
    public string? Monitor { get; init; }

    /// <summary>Revision that was looked at when the fields were filled; null: of a new one.</summary>
    public int? Revision { get; init; }

    public string Name { get; init; } = "";

    public string Kind { get; init; } = "drift";

    public string Measure { get; init; } = "";

    /// <summary>One per line.</summary>
    public string Columns { get; init; } = "";

    public string Segment { get; init; } = "";

    public string Version { get; init; } = "";

    public string Environment { get; init; } = "";

    public string Baseline { get; init; } = "default";

    public string Window { get; init; } = "1d";

    public string Offset { get; init; } = "";

    public string Low { get; init; } = "";

    public string High { get; init; } = "";

    public string Relation { get; init; } = "absolute";

    public string Severity { get; init; } = "warning";

    public string State { get; init; } = "active";

    /// <summary>Days of history it is tried on.</summary>
    public int Days { get; init; } = UsualDays;

    /// <summary>True when the page shows what came of trying.</summary>
    public bool IsTried { get; init; }

    /// <summary>The fields of a monitor as it is.</summary>
    public static MonitorForm Of(string model, MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return new MonitorForm
        {
            Model = model,
            Monitor = monitor.Name,
            Revision = monitor.Revision,
            Name = monitor.Name,
            Kind = MonitorWords.Word(monitor.Kind),
            Measure = monitor.Measure ?? "",
            Columns = string.Join('\n', monitor.Columns),
            Segment = monitor.Segment ?? "",
            Version = monitor.Version ?? "",
            Environment = monitor.Environment ?? "",
            Baseline = BaselineChoices.Describe(monitor.Baseline),
            Window = WindowText.Of(monitor.Window),
            Offset = MonitorFields.OffsetOf(monitor.Window) is { Ticks: > 0 } offset ? WindowText.Of(offset) : "",
            Low = Text(monitor.Threshold?.Low),
            High = Text(monitor.Threshold?.High),
            Relation = MonitorWords.Word(monitor.Threshold?.Relation ?? ThresholdRelation.Absolute),
            Severity = MonitorWords.Word(monitor.Severity),
            State = MonitorWords.Word(monitor.State),
        };
    }

    /// <summary>A new monitor of a kind, with what usually goes with it.</summary>
    public static MonitorForm New(string model, MonitorKind kind) => new()
    {
        Model = model,
        Name = MonitorWords.Word(kind),
        Kind = MonitorWords.Word(kind),
        Measure = kind == MonitorKind.Operations ? "latency_p95" : "",
        Window = kind is MonitorKind.Operations or MonitorKind.Volume or MonitorKind.Freshness or MonitorKind.Absence ? "1h" : "1d",
        Baseline = kind switch
        {
            MonitorKind.Volume => BaselineChoices.Describe(new BaselineChoice.Seasonal(MonitorProposals.WeeksOfSeason)),
            MonitorKind.Freshness or MonitorKind.Absence => "none",
            MonitorKind.Drift or MonitorKind.Integrity or MonitorKind.Quality or MonitorKind.Operations or MonitorKind.Fairness =>
                "default",
        },
    };

    /// <summary>The address of the page with these fields.</summary>
    public string Address => new AddressText("/monitors/edit").Add("model", Model).Add("monitor", Monitor)
        .Add("revision", Revision?.ToString(CultureInfo.InvariantCulture)).Add("name", Name).Add("kind", Kind)
        .Add("measure", Given(Measure)).Add("columns", Given(Columns)).Add("segment", Given(Segment)).Add("version", Given(Version))
        .Add("environment", Given(Environment)).Add("baseline", Baseline).Add("window", Window).Add("offset", Given(Offset)).Add("low",
            Given(Low)).Add("high", Given(High))
        .Add("relation", Relation).Add("severity", Severity).Add("state", State)
        .Add("days", Days == UsualDays ? null : Days.ToString(CultureInfo.InvariantCulture)).Add("tried", IsTried ? "yes" : null)
        .ToString();

    /// <summary>A bound as it is typed.</summary>
    public static string Text(double? bound) => bound?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    static string? Given(string text) => text.Length > 0 ? text : null;
}
