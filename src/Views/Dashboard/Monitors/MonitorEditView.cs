using Plumbline.Engine.Monitors;

namespace Plumbline.Views.Dashboard;

/// <summary>A monitor being made or edited.</summary>
public sealed record MonitorEditView
{
    public required MonitorForm Form { get; init; }

    /// <summary>As it is stored; null: a new one, or gone.</summary>
    public MonitorDefinition? Stored { get; init; }

    /// <summary>The fields as a monitor; null when one of them is wrong.</summary>
    public MonitorDefinition? Definition { get; init; }

    public required IReadOnlyList<MonitorProblem> Problems { get; init; }

    /// <summary>Fields in which what is stored differs from what is typed, when somebody else has changed it in between.</summary>
    public IReadOnlyList<FieldChange> Theirs { get; init; } = [];

    /// <summary>True when the monitor that was edited is no longer there.</summary>
    public bool IsGone { get; init; }

    /// <summary>Revision that was just saved; null: nothing was.</summary>
    public int? Saved { get; init; }

    public Rehearsal? Rehearsal { get; init; }

    /// <summary>What happened to the model, for the time axis of the rehearsal.</summary>
    public IReadOnlyList<TimeMark> Marks { get; init; } = [];

    /// <summary>The monitor as code; null when a field is wrong.</summary>
    public string? Yaml { get; init; }

    public required MonitorChoices Choices { get; init; }

    /// <summary>Its alerts that fire.</summary>
    public int Firing { get; init; }

    /// <summary>True when the viewer may save.</summary>
    public bool MayChange { get; init; }
}

/// <summary>What may be chosen.</summary>
/// <param name="Models">Names; empty where the model is given.</param>
/// <param name="Measures">Those of the kind, with a line of English about each.</param>
public sealed record MonitorChoices(IReadOnlyList<string> Models, IReadOnlyList<(string Name, string About)> Measures,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Segments, IReadOnlyList<string> Versions, IReadOnlyList<string> Baselines)
{
    public static MonitorChoices None { get; } = new([], [], [], [], [], []);
}

/// <summary>What a monitor would have said of the windows there are.</summary>
/// <param name="Evaluations">Oldest window first.</param>
/// <param name="Alerts">Alerts it would have raised: a breach that goes on raises none anew.</param>
/// <param name="IsCut">True: older windows were not looked at.</param>
public sealed record Rehearsal(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Evaluation> Evaluations, int Alerts, bool IsCut)
{
    public int Breaches => Evaluations.Count(IsBreach);

    public int Unknown => Evaluations.Count(e => e.Status is EvaluationStatus.InsufficientData or EvaluationStatus.Failed);

    public static bool IsBreach(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return evaluation.Status is EvaluationStatus.Warning or EvaluationStatus.Critical;
    }
}
