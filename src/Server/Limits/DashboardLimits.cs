namespace Plumbline.Server.Limits;

/// <summary>The limits of the dashboard.</summary>
static class DashboardLimits
{
    public const int Streams = 200;
    public const int ChangesWaiting = 1_000;
    public const int ModelsListed = 100;

    public static IReadOnlyList<Limit> All { get; } =
    [
        new("dashboard_streams", Streams, "browsers that listen for changes",
            "A further one is rejected with 429; its pages work, and renew themselves when loaded again."),
        new("dashboard_models_listed", ModelsListed, "models on a page of the fleet", "Further ones stand on the next page."),
    ];
}
