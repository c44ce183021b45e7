using System.Globalization;

namespace Plumbline.Views.Dashboard;

/// <summary>Which settings are shown. It is the address of the page.</summary>
public sealed record SettingsQuery
{
    public SettingsPart Part { get; init; }

    /// <summary>The model whose columns are shown, or that is about to be deleted.</summary>
    public string? Model { get; init; }

    /// <summary>Part of a name.</summary>
    public string Search { get; init; } = "";

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public string Address => new AddressText("/settings").Add("part", Part == default ? null : Part.ToString().ToLowerInvariant())
        .Add("model", Model).Add("q", Search.Length > 0 ? Search : null)
        .Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null).ToString();
}

public enum SettingsPart
{
    Models,

    /// <summary>Columns of a model and how they came about.</summary>
    Columns,

    /// <summary>A model is about to be deleted.</summary>
    Delete,
    Keys,
    Retention,

    /// <summary>How people hear of alerts.</summary>
    Channels,
    Limits,

    /// <summary>Language, theme, time zone.</summary>
    Display,
}
