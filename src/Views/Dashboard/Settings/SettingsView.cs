using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;

namespace Plumbline.Views.Dashboard;

/// <summary>A part of the settings; what other parts show is empty.</summary>
public sealed record SettingsView
{
    public const int OnPage = 50;

    public required SettingsQuery Query { get; init; }

    /// <summary>Models on this page.</summary>
    public IReadOnlyList<SettingsModel> Models { get; init; } = [];

    /// <summary>Names of all models the viewer may see.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Models that match, on all pages.</summary>
    public int Found { get; init; }

    /// <summary>The model that is looked at; null: none of that name.</summary>
    public SettingsModel? Chosen { get; init; }

    public IReadOnlyList<SettingsKey> Keys { get; init; } = [];

    /// <summary>A key that was just made, to be shown this once.</summary>
    public string? NewKey { get; init; }

    /// <summary>What was typed to make a key.</summary>
    public KeyDraft Draft { get; init; } = new("", "ingest", "");

    public Retention? Retention { get; init; }

    public IReadOnlyList<SettingsLimit> Limits { get; init; } = [];

    /// <summary>Time zones to choose from, by their names.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>The zone that was chosen here; null: as the browser says.</summary>
    public string? ChosenZone { get; init; }

    /// <summary>What could not be done, a sentence of the API.</summary>
    public string? Problem { get; init; }

    /// <summary>True: something was just saved.</summary>
    public bool IsSaved { get; init; }

    /// <summary>True when reading over HTTP needs a key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>True when the viewer may change models.</summary>
    public bool MayConfigure { get; init; }

    /// <summary>True when the viewer may make keys and delete.</summary>
    public bool MayAdminister { get; init; }

    public int Pages => (Found + OnPage - 1) / OnPage;
}

/// <summary>A model with what is stored of it.</summary>
public sealed record SettingsModel(ModelDefinition Model, long Events, long Truths, long Rejected, DateTimeOffset? LastEvent, int Baselines,
    int Monitors, int Firing);

/// <summary>A key without the key.</summary>
/// <param name="Model">Name of the only model it opens; null: every model.</param>
/// <param name="IsNeeded">True for the last admin key, which cannot be withdrawn.</param>
/// <param name="IsOwn">True for the key the viewer is here with.</param>
public sealed record SettingsKey(long Number, string Name, KeyScope Scope, string? Model, DateTimeOffset CreatedAt, bool IsNeeded,
    bool IsOwn);

/// <summary>A key as it is typed.</summary>
public sealed record KeyDraft(string Name, string Scope, string Model);

/// <summary>How long things are kept where a model says nothing else, whole days.</summary>
/// <param name="Rows">Events, truths and metric points after they were received.</param>
/// <param name="KeptFrom">Of a number of days: rows received since then are kept.</param>
public sealed record Retention(int Rows, int Profiles, int Evaluations, Func<int, DateTimeOffset> KeptFrom);

/// <summary>A limit with its use.</summary>
/// <param name="Used">Null where it is not counted in all.</param>
/// <param name="Answered">Rows and requests it answered since the start.</param>
public sealed record SettingsLimit(string Name, double Value, double Default, double? Used, long Answered);
