using Plumbline.Storage.Profiles;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Profiles;

/// <summary>A real profile store in a folder that vanishes with the test.</summary>
sealed class StoreFolder : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public StoreFolder() => Store = ProfileStore.Create(File);

    public ProfileStore Store { get; private set; }

    public string File => Path("profiles.db");

    public string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    public ProfileStore Reopen()
    {
        Store.Dispose();
        return Store = ProfileStore.Open(File);
    }

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
