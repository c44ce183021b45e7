namespace Plumbline.Browser.Tests.Serving;

/// <summary>Waits for a condition, with a limit no loaded machine reaches.</summary>
static class Until
{
    static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10), s_pause = TimeSpan.FromMilliseconds(200);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var end = TimeProvider.System.GetUtcNow() + s_limit;
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() > end) throw new TimeoutException($"Waited {s_limit} until {what}.");
            await Task.Delay(s_pause);
        }
    }
}
