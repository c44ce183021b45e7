namespace Plumbline.Repository.Tests;

/// <summary>The source files of the checkout, without what a build leaves behind.</summary>
static class Sources
{
    /// <summary>C# and Razor files of one project under src.</summary>
    public static IEnumerable<string> Of(string project) => Under(Checkout.Path("src", project));

    /// <summary>C# and Razor files of everything we wrote.</summary>
    public static IEnumerable<string> All => new[] { "src", "tests", "bench" }.SelectMany(folder => Under(Checkout.Path(folder)));

    /// <summary>The path from the root, with slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/');

    static IEnumerable<string> Under(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !Relative(f).Split('/').Any(part => part is "bin" or "obj"));
}
