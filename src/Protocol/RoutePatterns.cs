namespace Plumbline.Protocol;

/// <summary>The paths of the contract as a server maps them. <see cref="Routes"/> fills them in for those who call.</summary>
public static class RoutePatterns
{
    public const string Health = "/healthz";
    public const string Ready = "/readyz";
    public const string Metrics = "/metrics";
    public const string OpenApi = "/openapi/{documentName}.json";
    public const string LoginLink = "/login";
    public const string Login = "/api/v1/login";
    public const string Logout = "/api/v1/logout";
    public const string Keys = "/api/v1/keys";
    public const string Key = Keys + "/{number:long}";
    public const string Limits = "/api/v1/limits";
    public const string Rebuild = "/api/v1/rebuild";
    public const string Backup = "/api/v1/backup";
    public const string AllMonitors = "/api/v1/monitors";
    public const string Alerts = "/api/v1/alerts";
    public const string Alert = Alerts + "/{number}";
    public const string Acknowledgement = Alert + "/acknowledge";
    public const string Models = "/api/v1/models";
    public const string Model = Models + "/{model}";
    public const string Versions = Model + "/versions";
    public const string Version = Versions + "/{version}";
    public const string Schema = Model + "/schema";
    public const string SchemaConfirmation = Schema + "/confirm";
    public const string Events = Model + "/events";
    public const string Export = Model + "/export";
    public const string Profiles = Model + "/profiles";
    public const string Series = Model + "/series";
    public const string Logs = Model + "/logs";
    public const string LogCounts = Logs + "/counts";
    public const string LogTail = Logs + "/tail";
    public const string Rejected = Model + "/rejected";
    public const string Baselines = Model + "/baselines";
    public const string Baseline = Baselines + "/{baseline}";
    public const string Proposals = Baseline + "/proposals";
    public const string Monitor = Monitors + "/{monitor}";
    public const string MonitorState = Monitor + "/state/{state}";
    public const string MonitorPreview = Monitors + "/preview";
    public const string Evaluations = Model + "/evaluations";
    public const string Evaluation = Evaluations + "/{number}";
    public const string EvaluatedProfile = Evaluation + "/profile";
    public const string History = Model + "/history";
    public const string Annotations = Model + "/annotations";
    public const string Annotation = Annotations + "/{number}";

    const string Monitors = Model + "/monitors";
}
