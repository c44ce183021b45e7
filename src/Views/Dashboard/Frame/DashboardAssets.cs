using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Views.Dashboard;

/// <summary>Style sheet and scripts of the dashboard. Their addresses hold a hash of their content, so a browser may keep them for
/// ever.</summary>
public static class DashboardAssets
{
    const string Folder = "dashboard/";

    static readonly FrozenDictionary<string, Asset> s_assets = Load();

    /// <summary>Where an asset is asked for.</summary>
    public static string Address(string name) => $"/dashboard/assets/{s_assets[name].Hash}/{name}";

    /// <summary>An asset; null when there is none of that name and hash.</summary>
    public static Asset? Find(string hash, string name) => s_assets.TryGetValue(name, out Asset? asset) && asset.Hash == hash ? asset
        : null;

    static FrozenDictionary<string, Asset> Load()
    {
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal)
        {
            ["dashboard.css"] = Asset.Of("text/css; charset=utf-8", PageAssets.Style + "\n" + Sheets()),
        };
        assets["charts.js"] = Asset.Of("text/javascript; charset=utf-8", PageAssets.ChartScript());
        foreach (string name in Resources(".js")) assets[name[Folder.Length..]] = Asset.Of("text/javascript; charset=utf-8", Text(name));
        return assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    static string Sheets() => string.Join('\n', Resources(".css").Select(Text));

    static IEnumerable<string> Resources(string ending) => typeof(DashboardAssets).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n.EndsWith(ending, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(DashboardAssets).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

/// <summary>A file that pages use.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Hash">Of its content, for the address.</param>
/// <param name="Packed">The content, compressed with gzip.</param>
/// <param name="Plain">The content.</param>
public sealed record Asset(string Type, string Hash, ReadOnlyMemory<byte> Packed, ReadOnlyMemory<byte> Plain)
{
    internal static Asset Of(string type, string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(plain);
        return new Asset(type, Convert.ToHexStringLower(SHA256.HashData(plain))[..16], packed.ToArray(), plain);
    }
}
