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
}
