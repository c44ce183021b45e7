using Plumbline.Storage.Catalogs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Catalogs;

/// <summary>A real catalog in a folder that vanishes with the test.</summary>
sealed class CatalogFolder : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public CatalogFolder(CatalogLimits? limits = null)
    {
        Limits = limits;
        Catalog = Catalog.Create(File, Clock, limits);
    }

    public CatalogLimits? Limits { get; }

    public FakeTime Clock { get; } = new(Sample.Noon);

    public Catalog Catalog { get; private set; }

    public string File => Path("catalog.db");

    public string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    public Catalog Reopen()
    {
        Catalog.Dispose();
        return Catalog = Catalog.Open(File, Clock, Limits);
    }

    public void Dispose()
    {
        Catalog.Dispose();
        _folder.Dispose();
    }
}
