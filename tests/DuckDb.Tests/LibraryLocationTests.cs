using Plumbline.Testing;

namespace Plumbline.DuckDb.Tests;

public sealed class LibraryLocationTests
{
    [Fact]
    public void The_library_beside_the_executable_is_found() =>
        Assert.StartsWith("v", DuckDbDatabase.LibraryVersion, StringComparison.Ordinal);

    [Fact]
    public void A_named_library_that_does_not_load_is_an_error_and_not_another_one()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("libduckdb.so", "not a library");

        var missing = Assert.Throws<DllNotFoundException>(() => LibraryLocation.Load(file, AppContext.BaseDirectory));

        Assert.Contains(LibraryLocation.Variable, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_library_is_taken()
    {
        using var folder = new TemporaryFolder();
        string beside = Directory.EnumerateFiles(AppContext.BaseDirectory, "*duckdb*")
            .First(f => Path.GetFileName(f) is "libduckdb.so" or "libduckdb.dylib" or "duckdb.dll");

        Assert.NotEqual(0, LibraryLocation.Load(beside, folder.Path));
    }
}
