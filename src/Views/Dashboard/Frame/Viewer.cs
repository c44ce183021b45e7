using System.Globalization;
using Plumbline.Engine.Messages;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Who looks at a page: language, time zone, theme, and the moment the page was made. Pages get it as a cascading value.</summary>
public sealed partial record Viewer
{
    public required Language Language { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public Theme Theme { get; init; }

    public required DateTimeOffset Now { get; init; }

    bool IsChinese => Language == Language.Chinese;

    /// <summary>A sentence as plain text, for attributes and titles.</summary>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        Say.Catalog.Format(Message.Of(key, arguments), Language);

    /// <summary>A count as people write it: 4,812; 1.24 M; in Chinese by ten thousands and hundred millions.</summary>
    public string Count(long value)
    {
        var (large, huge) = IsChinese ? (1e4, 1e8) : (1e6, 1e9);
        return Math.Abs(value) >= huge ? Text("count.huge", ("n", Digits(value / huge)))
            : Math.Abs(value) >= large ? Text("count.large", ("n", Digits(value / large)))
            : Figures.Count(value);
    }

    /// <summary>A latency: 4.8 ms, 38 ms, 1.24 s.</summary>
    public string Milliseconds(double value) => Figures.Milliseconds(value);

    static string Digits(double value) => value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}

/// <summary>Which colours a page has.</summary>
public enum Theme
{
    /// <summary>As the system.</summary>
    System,
    Light,
    Dark,
}
