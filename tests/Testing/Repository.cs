namespace Plumbline.Testing;

/// <summary>Where the checkout is.</summary>
public static class Repository
{
    /// <summary>The folder that holds Plumbline.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path under the root.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Plumbline.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Plumbline.slnx.");
    }
}
