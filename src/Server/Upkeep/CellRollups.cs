using Plumbline.Engine.Storage;

namespace Plumbline.Server.Upkeep;

/// <summary>Adds cells up to hours and days once they are over, so that months are read as fast as an hour.</summary>
sealed class CellRollups(IProfileStore profiles, TimeProvider clock)
{
    /// <summary>Hours and days made before counting goes on.</summary>
    const int AtOnce = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow();
        while (profiles.RollUp(before, AtOnce, cancellationToken)) await Task.Yield();
    }
}
