using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Plumbline.Views;

/// <summary>Style sheet, script and icons of a page, read once from the assembly.</summary>
static partial class PageAssets
{
    static readonly Lazy<(string Packed, string Hash)> s_charts = new(ReadCharts);

    /// <summary>The style sheets in the order of their names, the dark theme twice (chosen, and followed from the system), and table labels
    /// for phones.</summary>
    public static string Style { get; } = MakeStyle();

    public static string Script { get; } = Read(".js");

    /// <summary>The chart library, compressed, as text that a page can carry.</summary>
    public static string Charts => s_charts.Value.Packed;

    /// <summary>What the content security policy calls the library once the page has unpacked it.</summary>
    public static string ChartsHash => s_charts.Value.Hash;

    public static string Icons { get; } = Read(".svg");

    /// <summary>What a content security policy calls a text it allows.</summary>
    public static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>The chart library as a script.</summary>
    public static string ChartScript()
    {
        using var unpacked = new StreamReader(new GZipStream(Packed(), CompressionMode.Decompress), Encoding.UTF8);
        return unpacked.ReadToEnd();
    }

    static (string, string) ReadCharts() => (Convert.ToBase64String(Packed().ToArray()), Hash(ChartScript()));

    static MemoryStream Packed()
    {
        using Stream stream = typeof(PageAssets).Assembly.GetManifestResourceStream("charts.js.gz")!;
        var packed = new MemoryStream();
        stream.CopyTo(packed);
        packed.Position = 0;
        return packed;
    }

    static string MakeStyle()
    {
        string sheets = Comment().Replace(Read(".css"), "");
        string dark = DarkBlock().Match(sheets).Groups["tokens"].Value;
        var style = new StringBuilder(sheets);
        style.Append("@media (prefers-color-scheme: dark) { :root:not([data-theme]) {").Append(dark).Append("} }\n");
        PhoneLabels.AppendTo(style);
        return BlankLines().Replace(style.ToString(), "\n").Trim();
    }

    static string Read(string ending)
    {
        var assembly = typeof(PageAssets).Assembly;
        var all = new StringBuilder();
        // A slash in the name is the dashboard's folder, of which a report carries nothing.
        foreach (string name in assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(ending, StringComparison.Ordinal) && !n.Contains('/', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            all.Append(reader.ReadToEnd()).Append('\n');
        }
        return all.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@":root\[data-theme=""dark""\]\s*\{(?<tokens>[^}]*)\}")]
    private static partial Regex DarkBlock();

    [GeneratedRegex(@"\n\s+")]
    private static partial Regex BlankLines();
}
