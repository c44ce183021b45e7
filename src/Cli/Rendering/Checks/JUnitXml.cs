using System.Globalization;
using System.Text;
using System.Xml;
using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Rendering.Checks;

/// <summary>Writes the outcome of a suite as JUnit XML: one test case per outcome. Characters XML cannot hold become visible
/// escapes.</summary>
static class JUnitXml
{
    public static void Write(SuiteResult result, bool strict, TimeSpan elapsed, DateTimeOffset at, Stream output)
    {
        using var xml = XmlWriter.Create(output,
            new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" });
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Legal(result.Suite));
        xml.WriteAttributeString("tests", Number(result.Outcomes.Count));
        xml.WriteAttributeString("failures",
            Number(result.Outcomes.Count(o => o.Status != ConditionStatus.Error && CheckOutcome.Breaks(o.Status, strict))));
        xml.WriteAttributeString("errors", Number(result.CountOf(ConditionStatus.Error)));
        xml.WriteAttributeString("skipped", Number(strict ? 0 : result.CountOf(ConditionStatus.InsufficientData)));
        xml.WriteAttributeString("time", elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("timestamp", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        foreach (ConditionOutcome outcome in result.Outcomes) Write(outcome, strict, xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void Write(ConditionOutcome outcome, bool strict, XmlWriter xml)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Legal(outcome.Subject));
        xml.WriteAttributeString("name", Legal(outcome.Name));
        string message = Legal(outcome.Message.ToString());
        switch (outcome.Status)
        {
            case ConditionStatus.Error:
                WriteElement(xml, "error", message, outcome);
                break;
            case ConditionStatus.InsufficientData when !strict:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", message);
                xml.WriteEndElement();
                break;
            case ConditionStatus.Failed or ConditionStatus.InsufficientData:
                WriteElement(xml, "failure", message, outcome);
                break;
            case ConditionStatus.Warning:
                xml.WriteElementString("system-out", "warning: " + message);
                break;
            case ConditionStatus.Passed:
                break;
        }
        xml.WriteEndElement();
    }

    static void WriteElement(XmlWriter xml, string name, string message, ConditionOutcome outcome)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("message", message);
        xml.WriteAttributeString("type", Legal(outcome.Measure));
        xml.WriteString($"{message}\nexpected: {Legal(outcome.Expected.ToString())}");
        xml.WriteEndElement();
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text with control characters, lone surrogates and the like spelled out.</summary>
    internal static string Legal(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c))) return text;
        var legal = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (XmlConvert.IsXmlChar(c)) legal.Append(c);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], c)) legal.Append(c).Append(text[++i]);
            else legal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return legal.ToString();
    }
}
