using System.Globalization;
using System.IO.Compression;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>The bin set each model is counted on, kept through restarts: a decision, not something that can be found out again.</summary>
sealed class BinSetCatalog(ICatalog catalog)
{
    public BinSet? Find(int model)
    {
        if (catalog.Setting(NameOf(model)) is not { } text) return null;
        using var packed = new MemoryStream(Convert.FromBase64String(text));
        using var json = new GZipStream(packed, CompressionMode.Decompress);
        return BinSet.Of(ProfileJson.Read(json, NameOf(model)));
    }

    public void Keep(int model, BinSet binSet)
    {
        using var packed = new MemoryStream();
        using (var json = new GZipStream(packed, CompressionLevel.Fastest)) ProfileJson.Write(binSet.Profile, json);
        catalog.SetSetting(NameOf(model), Convert.ToBase64String(packed.ToArray()));
    }

    public void Forget(int model) => catalog.SetSetting(NameOf(model), null);

    static string NameOf(int model) => string.Create(CultureInfo.InvariantCulture, $"bin-set.{model}");
}
