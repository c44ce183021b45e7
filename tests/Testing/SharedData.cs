namespace Plumbline.Testing;

/// <summary>The real data sets that stand beside the checkout. Tests that need them pass without them, saying so.</summary>
public static class SharedData
{
    /// <summary>The folder, or null when this machine has none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A file of the folder, or null when it is absent; then the reason is written to the test output.</summary>
    public static string? TryFile(params ReadOnlySpan<string> parts)
    {
        string? file = Folder is null ? null : Path.Combine([Folder, .. parts]);
        if (file is not null && (File.Exists(file) || Directory.Exists(file))) return file;
        Console.Error.WriteLine($"Real data set {string.Join('/', parts.ToArray())} is absent: set PLUMBLINE_TEST_DATA to check against it. Nothing was checked.");
        return null;
    }

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PLUMBLINE_TEST_DATA") is { Length: > 0 } given)
            return Directory.Exists(given) ? given : null;
        string beside = Path.Combine(Repository.Root, "..", "shared", "data");
        return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
    }
}
