namespace Plumbline.Views.Dashboard;

/// <summary>How a model is connected, and whether something has come.</summary>
public sealed record ConnectView
{
    /// <summary>Name of the model; empty: not chosen yet.</summary>
    public required string Model { get; init; }

    public ConnectVia Via { get; init; }

    /// <summary>The model's number; null: there is none of that name yet.</summary>
    public int? Number { get; init; }

    /// <summary>Models there are, to choose from.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Time of the model's last event; null: none has come.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Lines of its log that have come.</summary>
    public long Lines { get; init; }

    /// <summary>A key just made, shown this once; null: none was.</summary>
    public string? Key { get; init; }

    /// <summary>True: programs need a key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>True: the viewer may make keys.</summary>
    public bool MayMakeKeys { get; init; }

    /// <summary>True: the viewer may register models and baselines.</summary>
    public bool MayConfigure { get; init; }

    /// <summary>Baselines of the model, with their rows.</summary>
    public IReadOnlyList<(string Name, long Rows)> Baselines { get; init; } = [];

    /// <summary>Name of the baseline that was just uploaded; null: none was.</summary>
    public string? Uploaded { get; init; }

    public long MostUploadBytes { get; init; }

    public bool HasArrived => LastEvent is not null || Lines > 0;

    public string Address => AddressOf(Model, Via);

    public static string AddressOf(string model, ConnectVia via) => Pages.Of(Section.Connect)
        + (model.Length == 0 ? "" : $"?model={Uri.EscapeDataString(model)}&via={via.ToString().ToLowerInvariant()}");
}

/// <summary>The ways in.</summary>
public enum ConnectVia
{
    Print,
    Curl,
    Sdk,
}
