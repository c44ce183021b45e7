namespace Plumbline.Engine.Suites;

/// <summary>Suites that need no writing.</summary>
public static class SuitePresets
{
    /// <summary><c>drift</c>, <c>integrity</c>, <c>quality</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["drift", "integrity", "quality"];

    /// <summary>The preset of a name, or null.</summary>
    public static Suite? Find(string name) => name switch
    {
        "drift" => new Suite(name, []),
        "integrity" => new Suite(name, []),
        "quality" => new Suite(name, []),
        _ => null,
    };
}
