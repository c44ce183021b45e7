using System.Reflection;
using Microsoft.Extensions.Logging;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Tests.Hosting;

public sealed class LogTimeTests
{
    // A time as an argument is written as 11/18/2026 00:00:00 +00:00, which no program reads and people read two ways.
    [Fact]
    public void Times_reach_the_log_as_text_that_says_what_it_is()
    {
        MethodInfo[] lines = [.. typeof(PlumblineServer).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(m => m.GetCustomAttribute<LoggerMessageAttribute>() is not null)];

        Assert.InRange(lines.Length, 20, 1_000);
        Assert.DoesNotContain(lines.SelectMany(m => m.GetParameters()),
            p => p.ParameterType == typeof(DateTimeOffset) || p.ParameterType == typeof(DateTime));
    }
}
