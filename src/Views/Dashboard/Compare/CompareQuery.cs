using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What of a model is compared with what. It is the address of the page.</summary>
public sealed record CompareQuery
{
    public const string Path = "/compare", ReportPath = "/compare/report";

    /// <summary>Null: none is chosen yet.</summary>
    public string? Model { get; init; }

    /// <summary>What is compared with: drawn grey, as a baseline is.</summary>
    public CompareSide Left { get; init; } = CompareSide.Everything;

    /// <summary>What is compared: drawn blue.</summary>
    public CompareSide Right { get; init; } = CompareSide.Everything;

    /// <summary>True: also what takes long is worked out.</summary>
    public bool Run { get; init; }

    /// <summary>True: also the versions side by side.</summary>
    public bool Versions { get; init; }

    public string Address => AddressOf(Path).Add("run", Run ? "yes" : null).Add("versions", Versions ? "yes" : null).ToString();

    /// <summary>Where this part is asked for by itself.</summary>
    public CompareQuery Swapped => this with { Left = Right, Right = Left };

    /// <summary>The report as a file.</summary>
    /// <param name="format">html or json.</param>
    public string ReportAddress(string format) => AddressOf(ReportPath).Add("format", format).ToString();

    AddressText AddressOf(string path)
    {
        var address = new AddressText(path).Add("model", Model);
        Left.AddTo(address, "left");
        Right.AddTo(address, "right");
        return address;
    }
}

/// <summary>One side of a comparison: a baseline, or rows of a time, version, environment and segment.</summary>
public sealed record CompareSide
{
    public static CompareSide Everything { get; } = new();

    /// <summary>Name of a baseline; then nothing else counts.</summary>
    public string? Baseline { get; init; }

    /// <summary>First moment, included; null: from the first row on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last moment, not included; null: to the last row.</summary>
    public DateTimeOffset? To { get; init; }

    public string? Version { get; init; }

    public string? Environment { get; init; }

    /// <summary>A segment and its value.</summary>
    public KeyValuePair<string, string>? Segment { get; init; }

    /// <summary>True: every row but those of the segment's value.</summary>
    public bool IsRest { get; init; }

    internal void AddTo(AddressText address, string side)
    {
        address.Add($"{side}_baseline", Baseline);
        if (Baseline is not null) return;
        address.Add($"{side}_from", From).Add($"{side}_to", To).Add($"{side}_version", Version).Add($"{side}_environment", Environment);
        if (Segment is { } segment) address.Add(IsRest ? $"{side}_rest" : $"{side}_segment", $"{segment.Key}={segment.Value}");
    }

    /// <summary>The side in a few words of the viewer.</summary>
    public string In(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (Baseline is { } baseline) return viewer.Text("compare.of_baseline", ("name", PlainText.Show(baseline, 60)));
        var parts = new List<string>();
        if (Version is { } version) parts.Add(viewer.Text("compare.of_version", ("name", PlainText.Show(version, 40))));
        if (Segment is { } segment)
            parts.Add(IsRest ? viewer.Text("compare.of_rest", ("column", PlainText.Show(segment.Key, 40)), ("value",
                PlainText.Show(segment.Value, 40)))
                : $"{PlainText.Show(segment.Key, 40)} = {PlainText.Show(segment.Value, 40)}");
        if (Environment is { } environment) parts.Add(PlainText.Show(environment, 40));
        parts.Add(SpanIn(viewer));
        return string.Join(", ", parts);
    }

    string SpanIn(Viewer viewer) => (From, To) switch
    {
        ({ } from, { } to) => viewer.SpanText(from, to),
        ({ } from, null) => viewer.Text("explore.since", ("time", viewer.MinuteText(from))),
        (null, { } to) => viewer.Text("explore.before", ("time", viewer.MinuteText(to))),
        _ => viewer.Text("explore.ever"),
    };
}
