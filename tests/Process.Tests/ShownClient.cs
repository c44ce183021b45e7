using Plumbline.Client;

namespace Plumbline.Process.Tests;

/// <summary>What the page "Connect" shows for .NET, line by line.</summary>
static class ShownClient
{
    public static async Task RunAsync(string origin, string key)
    {
        using var client = new PlumblineClient(new Uri(origin), key);
        await using var sender = new EventSender(client, "churn");

        sender.LogPrediction("r-3", [("age", 41), ("region", "north")], prediction: "yes", score: 0.83);
        sender.LogTruth("r-3", "no");
        await sender.FlushAsync();

        Assert.Equal((2L, 0L), (sender.Counts.Accepted, sender.Counts.Lost));
    }
}
