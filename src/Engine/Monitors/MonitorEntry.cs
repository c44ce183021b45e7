using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>A model's monitors as code: what a monitors file holds.</summary>
public sealed record MonitorsDocument
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<MonitorEntry> Monitors { get; init; }

    /// <summary>The document of a model's monitors, by name.</summary>
    public static MonitorsDocument Of(string model, IEnumerable<MonitorDefinition> monitors)
    {
        ArgumentNullException.ThrowIfNull(monitors);
        return new MonitorsDocument { Model = model, Monitors = [.. monitors.OrderBy(m =>
            m.Name, StringComparer.Ordinal).Select(MonitorEntry.Of)] };
    }

    /// <summary>The monitors of the document.</summary>
    /// <param name="model">Number of the model.</param>
    /// <param name="at">Now.</param>
    /// <param name="problems">Every problem of every entry, each naming its monitor; empty when all is well.</param>
    /// <returns>The monitors that could be read; use them only without problems.</returns>
    public IReadOnlyList<MonitorDefinition> Read(int model, DateTimeOffset at, out IReadOnlyList<string> problems)
    {
        var all = new List<string>();
        var read = new List<MonitorDefinition>();
        foreach (var entry in Monitors)
        {
            var monitor = entry.Read(model, at, out var own);
            all.AddRange(own.Select(p => $"monitor '{entry.Name}': {p}"));
            if (monitor is not null) read.Add(monitor);
        }
        all.AddRange(Monitors.GroupBy(m => m.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g =>
            $"monitor '{g.Key}': {g.Count()} entries have this name; names are unique within a model."));
        problems = all;
        return read;
    }
}

/// <summary>One monitor in words and numbers, the same in YAML and JSON (snake_case).</summary>
public sealed record MonitorEntry
{
    public required string Name { get; init; }

    /// <summary>drift, integrity, quality, operations, volume, freshness, absence, fairness.</summary>
    public required string Kind { get; init; }

    public string? Measure { get; init; }

    public IReadOnlyList<string> Columns { get; init; } = [];

    public string? Segment { get; init; }

    public string? Version { get; init; }

    /// <summary>As <see cref="BaselineChoices.Describe"/> writes it.</summary>
    public string Baseline { get; init; } = "default";

    /// <summary>As <see cref="WindowText.Describe"/> writes it.</summary>
    public required string Window { get; init; }

    /// <summary>Null: none. Otherwise min, max and what they are measured against.</summary>
    public ThresholdEntry? Threshold { get; init; }

    /// <summary>warning, critical.</summary>
    public string Severity { get; init; } = "warning";

    /// <summary>active, paused, disabled.</summary>
    public string State { get; init; } = "active";

    public static MonitorEntry Of(MonitorDefinition monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        return new MonitorEntry
        {
            Name = monitor.Name,
            Kind = DatasetMeasures.Word(monitor.Kind),
            Measure = monitor.Measure,
            Columns = monitor.Columns,
            Segment = monitor.Segment,
            Version = monitor.Version,
            Baseline = BaselineChoices.Describe(monitor.Baseline),
            Window = WindowText.Describe(monitor.Window),
            Threshold = monitor.Threshold is { } t ? new ThresholdEntry(t.Low, t.High, DatasetMeasures.Word(t.Relation)) : null,
            Severity = DatasetMeasures.Word(monitor.Severity),
            State = DatasetMeasures.Word(monitor.State),
        };
    }

    /// <summary>The monitor, at revision 1 and without a number.</summary>
    /// <returns>Null when a part of it cannot be read.</returns>
    public MonitorDefinition? Read(int model, DateTimeOffset at, out IReadOnlyList<string> problems)
    {
        var all = new List<string>();
        problems = all;
        var kind = One<MonitorKind>("kind", Kind, all);
        var severity = One<MonitorSeverity>("severity", Severity, all);
        var state = One<MonitorState>("state", State, all);
        var baseline = BaselineChoices.Parse(Baseline, out string? ofBaseline);
        var window = WindowText.Parse(Window, out string? ofWindow);
        var relation = Threshold is null ? ThresholdRelation.Absolute : One<ThresholdRelation>("relation", Threshold.Relation, all);
        all.AddRange(((string?[])[ofBaseline, ofWindow]).OfType<string>());
        if (kind is not { } k || severity is not { } se || state is not { } st || relation is not { } r || baseline is null
            || window is null)
            return null;
        var monitor = new MonitorDefinition
        {
            Model = model,
            Name = Name,
            Kind = k,
            Measure = Measure,
            Columns = [.. Columns],
            Segment = Segment,
            Version = Version,
            Baseline = baseline,
            Window = window,
            Threshold = Threshold is null ? null : new Threshold(Threshold.Min, Threshold.Max, r),
            Severity = se,
            State = st,
            CreatedAt = at,
            UpdatedAt = at,
        };
        all.AddRange(MonitorProblems.Of(monitor));
        return monitor;
    }

    static T? One<T>(string field, string text, List<string> problems) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (DatasetMeasures.Word(value) == text) return value;
        problems.Add($"{field} '{text}' is unknown: write one of {string.Join(", ", Enum.GetValues<T>().Select(DatasetMeasures.Word))}.");
        return null;
    }
}

/// <summary>A threshold in a monitors file.</summary>
/// <param name="Min">Least value that is well.</param>
/// <param name="Max">Largest value that is well.</param>
/// <param name="Relation">absolute, difference or ratio.</param>
public sealed record ThresholdEntry(double? Min, double? Max, string Relation = "absolute");
