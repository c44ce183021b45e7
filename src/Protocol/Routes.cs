namespace Plumbline.Protocol;

/// <summary>Where everything is, relative to the server's address, for those who call it.</summary>
public static class Routes
{
    /// <summary>All models.</summary>
    public const string Models = "api/v1/models";

    /// <summary>One model.</summary>
    /// <param name="model">Its name; letters, digits, dots, dashes and underscores need no escaping, anything else is escaped.</param>
    public static string Model(string model) => $"{Models}/{Uri.EscapeDataString(model)}";

    /// <summary>Takes events: a JSON array or NDJSON.</summary>
    public static string Events(string model) => Model(model) + "/events";

    /// <summary>Takes truths.</summary>
    public static string Truths(string model) => Model(model) + "/truths";

    /// <summary>Takes metric points.</summary>
    public static string Metrics(string model) => Model(model) + "/metrics";

    /// <summary>Takes lines of logs.</summary>
    public static string Logs(string model) => Model(model) + "/logs";

    /// <summary>The model's baselines.</summary>
    public static string Baselines(string model) => Model(model) + "/baselines";

    /// <summary>Monitors of all models, as code.</summary>
    public const string AllMonitors = "api/v1/monitors";

    /// <summary>Alerts of all models.</summary>
    public const string Alerts = "api/v1/alerts";

    /// <summary>Where a model's monitors are, one by one.</summary>
    public static string Monitors(string model) => Model(model) + "/monitors";

    /// <summary>What the model's monitors concluded.</summary>
    public static string Evaluations(string model) => Model(model) + "/evaluations";

    /// <summary>What people noted of a model.</summary>
    public static string Annotations(string model) => Model(model) + "/annotations";

    /// <summary>The whole data folder as an archive.</summary>
    public const string Backup = "api/v1/backup";

    /// <summary>Counts every profile anew.</summary>
    public const string Rebuild = "api/v1/rebuild";

    /// <summary>One version of a model.</summary>
    public static string Version(string model, string version) => $"{Model(model)}/versions/{Uri.EscapeDataString(version)}";

    /// <summary>One baseline.</summary>
    public static string Baseline(string model, string name) => $"{Baselines(model)}/{Uri.EscapeDataString(name)}";

    /// <summary>One monitor.</summary>
    public static string Monitor(string model, string name) => $"{Monitors(model)}/{Uri.EscapeDataString(name)}";
}
