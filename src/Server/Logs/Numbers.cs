using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Engine.Storage;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Logs;

/// <summary>What became of a line as a carrier of metrics.</summary>
readonly record struct LineNumbers(LineMetric Metric, string? Reason, string? Detail, ImmutableArray<LinePoint> Points)
{
    public static LineNumbers None { get; } = new(LineMetric.None, null, null, []);

    public static LineNumbers Refused(string reason, string detail) =>
        new(LineMetric.Refused, "lines.refused." + reason, Shown(detail), []);

    /// <summary>Names of the metrics, each once, with commas between.</summary>
    public string? Names => Points.Length == 0 ? null : string.Join(',', Points.Select(p => p.Name).Distinct(StringComparer.Ordinal));

    public static string Shown(string detail) => detail.Length <= 80 ? detail : detail[..80] + "...";
}

/// <summary>Takes the numbers of one line, and remembers the first reason why something in it is none.</summary>
sealed class Numbers(ModelBounds bounds, DateTimeOffset time)
{
    static readonly DateTimeOffset s_latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ImmutableArray<LinePoint>.Builder _points = ImmutableArray.CreateBuilder<LinePoint>();
    readonly DateTimeOffset _received = time;
    DateTimeOffset _time = time;
    (string Reason, string Detail)? _refused;

    /// <summary>The line says when its numbers were measured, in milliseconds since 1970; a time that cannot be is passed over.</summary>
    public void MeasuredAt(long milliseconds)
    {
        bool isPossible = milliseconds >= 0 && milliseconds < s_latest.ToUnixTimeMilliseconds();
        var at = isPossible ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : _received;
        _time = at <= _received.AddSeconds(IngestLimits.FutureSeconds) ? at : _received;
    }

    public void Add(string name, JsonElement value)
    {
        (double number, string? why) = NumberOf(value);
        if (why is not null) Refuse(why, name);
        else if (_points.Count == LogLimits.NumbersOfALine)
            Refuse("too_many", LogLimits.NumbersOfALine.ToString(CultureInfo.InvariantCulture));
        else if (!IsName(name)) Refuse("metric_name", name);
        else if (!bounds.MetricNames.Holds(name)) Refuse("too_many_names", name);
        else _points.Add(new LinePoint(name, _time, number));
    }

    public void Refuse(string reason, string detail) => _refused ??= (reason, detail);

    public LineNumbers All()
    {
        if (_points.Count == 0)
            return _refused is var (reason, detail) ? LineNumbers.Refused(reason, detail) : LineNumbers.Refused("none", "");
        return _refused is not var (why, about) ? new LineNumbers(LineMetric.Became, null, null, _points.ToImmutable())
            : new LineNumbers(LineMetric.Partly, "lines.refused." + why, LineNumbers.Shown(about), _points.ToImmutable());
    }

    static (double Number, string? Why) NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDouble(out double number) && double.IsFinite(number) ? (number, null) : (0, "nan"),
        JsonValueKind.True => (1, null),
        JsonValueKind.False => (0, null),
        JsonValueKind.String => OfText(value.GetString() ?? ""),
        JsonValueKind.Null or JsonValueKind.Undefined => (0, "empty"),
        _ => (0, "nested"),
    };

    // Python's logger writes numbers of numpy as texts.
    static (double Number, string? Why) OfText(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return (0, text.Equals("nan", StringComparison.OrdinalIgnoreCase) || text is "inf" or "-inf" ? "nan" : "text");
        return double.IsFinite(number) ? (number, null) : (0, "nan");
    }

    static bool IsName(string name) =>
        name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= IngestLimits.ColumnNameBytes && !name.Any(char.IsControl);
}
