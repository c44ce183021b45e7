using System.Globalization;
using System.Text.RegularExpressions;
using Plumbline.Testing;

namespace Plumbline.Views.Tests;

/// <summary>Every ink can be read on every surface it stands on, in both themes: WCAG 2.2 AA, computed from the tokens.</summary>
public sealed partial class ContrastTests
{
    const double Text = 4.5, Mark = 3;

    static readonly string s_sheets = string.Concat(Directory.EnumerateFiles(Styles(), "*.css").Order(StringComparer.Ordinal)
        .Select(File.ReadAllText));

    static readonly Dictionary<string, Dictionary<string, Colour>> s_themes = Themes();

    public static TheoryData<string, string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, string>();
            foreach (string theme in new[] { "light", "dark" })
            {
                foreach (string ink in new[] { "ink", "ink-2", "ink-3", "ref-text", "now-text", "bad", "warn", "ok", "idle" })
                    foreach (string surface in new[] { "canvas", "surface", "sunken" }) pairs.Add(theme, ink, surface);
                foreach (string status in new[] { "bad", "warn", "ok", "idle" }) pairs.Add(theme, status, status + "-soft");
                pairs.Add(theme, "on-ink", "ink");
                pairs.Add(theme, "ink", "bad-soft");
            }
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Words_can_be_read_on_their_surface(string theme, string ink, string surface)
    {
        var tokens = s_themes[theme];

        double contrast = tokens[ink].Against(tokens[surface]);

        Assert.True(contrast >= Text, FormattableString.Invariant($"{theme}: {ink} on {surface} has {contrast:0.00}, needs {Text}"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void The_focus_can_be_seen_on_every_surface(string theme)
    {
        var tokens = s_themes[theme];
        foreach (string surface in new[] { "canvas", "surface", "sunken" })
            Assert.True(tokens["focus"].Against(tokens[surface]) >= Mark, $"{theme}: focus on {surface}");
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Words_in_a_cell_of_a_heat_map_can_be_read_however_dark_it_is(string theme)
    {
        var tokens = s_themes[theme];
        double[] shares = [.. Shade().Matches(s_sheets).Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) / 100)];

        Assert.Equal(10, shares.Length);
        foreach (double share in shares)
        {
            Assert.True(tokens["ink"].Against(tokens["bad-fill"].Over(tokens["sunken"], share)) >= Text, $"{theme}: worse by {share}");
            Assert.True(tokens["ink"].Against(tokens["now"].Over(tokens["sunken"], share * .62)) >= Text, $"{theme}: many by {share}");
        }
    }

    static Dictionary<string, Dictionary<string, Colour>> Themes()
    {
        string tokens = File.ReadAllText(Path.Combine(Styles(), "1-tokens.css"));
        int dark = tokens.IndexOf(":root[data-theme=\"dark\"]", StringComparison.Ordinal);
        var light = Read(tokens[..dark]);
        return new() { ["light"] = light, ["dark"] = light.Concat(Read(tokens[dark..])).GroupBy(t => t.Key)
            .ToDictionary(t => t.Key, t => t.Last().Value) };
    }

    static Dictionary<string, Colour> Read(string css) =>
        Token().Matches(css).ToDictionary(m => m.Groups["name"].Value, m => Colour.Of(m.Groups["hex"].Value));

    static string Styles() => Repository.Path("src", "Views", "Styles");

    [GeneratedRegex("--(?<name>[a-z0-9-]+): #(?<hex>[0-9a-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"--v: (\d+)%")]
    private static partial Regex Shade();

    readonly record struct Colour(double Red, double Green, double Blue)
    {
        public static Colour Of(string hex) => new(Part(hex, 0), Part(hex, 2), Part(hex, 4));

        /// <summary>A share of it mixed into another, as a browser mixes in sRGB.</summary>
        public Colour Over(Colour under, double share) =>
            new(Mix(Red, under.Red, share), Mix(Green, under.Green, share), Mix(Blue, under.Blue, share));

        public double Against(Colour other)
        {
            double a = Luminance, b = other.Luminance;
            return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
        }

        double Luminance => (.2126 * Linear(Red)) + (.7152 * Linear(Green)) + (.0722 * Linear(Blue));

        static double Part(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;

        static double Mix(double a, double b, double share) => (a * share) + (b * (1 - share));

        static double Linear(double part) => part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4);
    }
}
