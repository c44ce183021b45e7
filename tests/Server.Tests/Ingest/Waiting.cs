namespace Plumbline.Server.Tests.Ingest;

/// <summary>Waits for what another thread is about to do.</summary>
static class Waiting
{
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo()) await Task.Delay(20, limit.Token);
    }
}
