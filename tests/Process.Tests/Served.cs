namespace Plumbline.Process.Tests;

/// <summary>The program under test.</summary>
static class Served
{
    /// <summary>The command line, as it was built with the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "plumbline.dll");
}
