using System.Globalization;
using System.Text;

namespace Plumbline.Server.Exposition;

/// <summary>Writes families in the Prometheus text format 0.0.4 or as OpenMetrics 1.0.</summary>
static class MetricText
{
    public static string Write(IEnumerable<MetricFamily> families, MetricFormat format)
    {
        var text = new StringBuilder();
        foreach (MetricFamily family in families) Write(text, family, format);
        if (format == MetricFormat.OpenMetrics) text.Append("# EOF\n");
        return text.ToString();
    }

    static void Write(StringBuilder text, MetricFamily family, MetricFormat format)
    {
        if (family.Samples.IsEmpty) return;
        bool isOpen = format == MetricFormat.OpenMetrics;
        // OpenMetrics names the family and lets the sample carry the suffix; the older format knows samples only.
        string suffix = SuffixOf(family.Kind);
        string header = isOpen ? family.Name : family.Name + suffix;
        text.Append("# HELP ").Append(header).Append(' ').Append(Escape(family.Help, quotes: isOpen)).Append('\n');
        text.Append("# TYPE ").Append(header).Append(' ').Append(TypeOf(family.Kind, isOpen)).Append('\n');
        if (isOpen && family.Unit is { } unit) text.Append("# UNIT ").Append(header).Append(' ').Append(unit).Append('\n');
        foreach (MetricSample sample in family.Samples)
        {
            text.Append(family.Name).Append(sample.Suffix ?? suffix);
            Labels(text, sample);
            text.Append(' ').Append(Number(sample.Value)).Append('\n');
        }
    }

    static void Labels(StringBuilder text, MetricSample sample)
    {
        if (sample.Labels.IsEmpty) return;
        text.Append('{');
        for (int i = 0; i < sample.Labels.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(sample.Labels[i].Key).Append("=\"").Append(Escape(sample.Labels[i].Value, quotes: true)).Append('"');
        }
        text.Append('}');
    }

    static string SuffixOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "_total",
        MetricKind.Info => "_info",
        MetricKind.Gauge or MetricKind.Histogram => "",
    };

    static string TypeOf(MetricKind kind, bool isOpen) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
        MetricKind.Info => isOpen ? "info" : "gauge",
    };

    static string Number(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // Both formats know three escapes; a carriage return has none and would end a line for some readers.
    static string Escape(string text, bool quotes)
    {
        if (text.AsSpan().IndexOfAny("\\\"\n\r\0") < 0) return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in text)
            escaped.Append(c switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '"' when quotes => "\\\"",
                '\r' or '\0' => "\uFFFD",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }
}

enum MetricFormat
{
    Prometheus,
    OpenMetrics,
}
