using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Plumbline.Cli.Rendering.Checks;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Tests.Rendering;

public class CheckRenderingTests
{
    static readonly ConditionStatus[] s_statuses =
        [ConditionStatus.Passed, ConditionStatus.Failed, ConditionStatus.Error, ConditionStatus.InsufficientData, ConditionStatus.Warning];

    [Fact]
    public void JUnit_counts_and_names_every_outcome_and_holds_only_legal_characters()
    {
        using var stream = new MemoryStream();

        JUnitXml.Write(Result("a\u0001<b>&\ud800\""), strict: false, TimeSpan.FromSeconds(1.5), DateTimeOffset.UnixEpoch, stream);
        XElement suite = XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).Root!.Element("testsuite")!;

        Assert.Equal(("5", "1", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"),
            (string?)suite.Attribute("errors"), (string?)suite.Attribute("skipped")));
        Assert.Equal("1.500", (string?)suite.Attribute("time"));
        Assert.Equal("a\\u0001<b>&\\ud800\"", (string?)suite.Elements("testcase").First().Attribute("classname"));
        Assert.Equal(["failure", "error", "skipped", "system-out"],
            suite.Elements("testcase").SelectMany(c => c.Elements()).Select(e => e.Name.LocalName));
    }

    [Fact]
    public void Strict_turns_what_could_not_be_judged_into_a_failure()
    {
        SuiteResult result = new("s", [Outcome("x", ConditionStatus.InsufficientData), Outcome("x", ConditionStatus.Warning)]);

        Assert.True(CheckOutcome.Passed(result, strict: false));
        Assert.False(CheckOutcome.Passed(result, strict: true));
    }

    [Fact]
    public void Json_holds_counts_and_null_for_undefined()
    {
        using var stream = new MemoryStream();

        CheckJson.Write(Result("c"), strict: false, stream);
        JsonElement root = JsonDocument.Parse(stream.ToArray()).RootElement;

        Assert.Equal("plumbline/check/1", root.GetProperty("schema").GetString());
        Assert.False(root.GetProperty("passed").GetBoolean());
        Assert.Equal(1, root.GetProperty("counts").GetProperty("insufficient_data").GetInt32());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("checks")[0].GetProperty("reference").ValueKind);
    }

    static SuiteResult Result(string subject) => new("suite", [.. s_statuses.Select(s => Outcome(subject, s))]);

    static ConditionOutcome Outcome(string subject, ConditionStatus status) => new()
    {
        Name = "n",
        Subject = subject,
        Scope = SuiteScope.Column,
        Measure = "mean",
        Status = status,
        Severity = Severity.Error,
        Observed = 1,
        Expected = Message.Of("report.column_failed", ("problem", "at most 1")),
        Message = Message.Of("report.column_failed", ("problem", subject)),
    };
}
