using System.Globalization;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Tests.Monitors;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Alerts;

/// <summary>Runs the scenarios of scenarios.txt: what evaluations do to alerts, line by line.</summary>
public sealed class AlertScenarioTests
{
    public static TheoryData<string> Scenarios => [.. Blocks().Select(b => b[0])];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Alerts_go_as_the_scenario_says(string title)
    {
        var open = new List<Alert>();
        foreach (string line in Blocks().Single(b => b[0] == title)[1..])
        {
            var (monitor, evaluation, expected) = Read(line);
            var changed = AlertRules.Advance(open, monitor, evaluation, evaluation.At);
            var before = open.Select(Key).ToHashSet();
            open = [.. open.Where(a => changed.All(c => Key(c) != Key(a))), .. changed.Where(c => c.State == AlertState.Firing)];

            string changes = Join(changed.Select(c => (c.State == AlertState.Resolved ? "-" : before.Contains(Key(c)) ? "~"
                : "+") + Name(c)));
            bool isSevere = expected.Contains('!', StringComparison.Ordinal);
            string left = Join(open.Select(a => Name(a) + (isSevere && a.Severity == MonitorSeverity.Critical ? "!" : "")));
            Assert.Equal($"{line}\n  {expected}", $"{line}\n  {changes} | {left}", SameWords);
        }
    }

    [Fact]
    public void An_alert_keeps_when_it_began_what_was_seen_and_who_has_seen_it()
    {
        var (monitor, first, _) = Read("9 age=warn => . | .");
        var (_, second, _) = Read("10 age=crit => . | .");
        var (_, third, _) = Read("11 age=ok => . | .");

        var fired = Assert.Single(AlertRules.Advance([], monitor, first, first.At));
        var seen = fired with { Number = 5, AcknowledgedBy = "kim", AcknowledgedAt = first.At };
        var going = Assert.Single(AlertRules.Advance([seen], monitor, second, second.At));
        var resolved = Assert.Single(AlertRules.Advance([going], monitor, third, third.At));

        Assert.Equal((first.Window.Start, first.At, first.Window), (fired.Since, fired.FiredAt, fired.Window));
        Assert.Equal((5, first.Window.Start, first.At, second.Window, "kim"), (going.Number, going.Since, going.FiredAt, going.Window,
            going.AcknowledgedBy));
        Assert.Equal(EvaluationStatus.Critical, going.Observed.Status);
        Assert.Equal((third.At, second.Window), (resolved.ResolvedAt, resolved.Window));
    }

    [Fact]
    public void Alerts_of_other_monitors_are_left_alone()
    {
        var (monitor, first, _) = Read("9 age=warn => . | .");
        var fired = Assert.Single(AlertRules.Advance([], monitor, first, first.At));
        var (_, well, _) = Read("10 age=ok => . | .");

        Assert.Empty(AlertRules.Advance([fired with { Monitor = 99 }], monitor, well, well.At));
    }

    static (MonitorDefinition Monitor, Evaluation Evaluation, string Expected) Read(string line)
    {
        string[] halves = line.Split("=>", StringSplitOptions.TrimEntries);
        var words = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var state = Enum.TryParse<MonitorState>(words[0], ignoreCase: true, out var s) && !char.IsDigit(words[0][0]) ? s
            : MonitorState.Active;
        if (!char.IsDigit(words[0][0])) words.RemoveAt(0);
        int hour = int.Parse(words[0], CultureInfo.InvariantCulture);
        var parts = words.Skip(1).Where(w => w.Contains('=')).Select(Part).ToList();
        var evaluation = new Evaluation
        {
            Monitor = 7, MonitorRevision = 1, Model = 1, Rows = 1, Seq = 1, At = Live.Monday.AddHours(hour + 1),
            Window = new Window(Live.Monday.AddHours(hour), Live.Monday.AddHours(hour + 1)),
            Status = words.Contains("failed") ? EvaluationStatus.Failed : words.Contains("insufficient") ? EvaluationStatus.InsufficientData
                : parts.Select(p => p.Status).DefaultIfEmpty(EvaluationStatus.Ok).Where(x =>
                    x <= EvaluationStatus.Critical).DefaultIfEmpty().Max(),
            IsProvisional = words.Contains("provisional"), IsHistorical = words.Contains("historical"), Parts = [.. parts],
        };
        return (Live.Monitor(MonitorKind.Drift) with { State = state }, evaluation, halves[1]);
    }

    static EvaluationPart Part(string word)
    {
        int equals = word.LastIndexOf('=');
        string subject = word[..equals].Replace("(", " (", StringComparison.Ordinal).Replace("region=", "region = ",
            StringComparison.Ordinal);
        return new EvaluationPart { Subject = subject, Measure = "effect", Status = word[(equals + 1)..] switch
        {
            "ok" => EvaluationStatus.Ok,
            "warn" => EvaluationStatus.Warning,
            "crit" => EvaluationStatus.Critical,
            "none" => EvaluationStatus.InsufficientData,
            "failed" => EvaluationStatus.Failed,
            var other => throw new FormatException($"'{other}' is no status."),
        } };
    }

    static List<string[]> Blocks() => [.. File.ReadAllText(Repository.Path("tests", "Engine.Tests", "Alerts", "scenarios.txt"))
        .Split("\n== ").Skip(1).Select(b => b.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    static (string, string) Key(Alert alert) => (alert.Subject, alert.Measure);

    static string Name(Alert alert) => alert.Subject.Replace(" ", "", StringComparison.Ordinal);

    static string Join(IEnumerable<string> names) => names.ToList() is [_, ..] some ? string.Join(' ', some) : ".";

    static bool SameWords(string a, string b) => Sorted(a) == Sorted(b);

    static string Sorted(string text) => string.Join('|', text.Split('|').Select(h => string.Join(' ', h.Split([' ', '\n'],
        StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))));
}
