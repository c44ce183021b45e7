using System.Collections.Immutable;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Rendering.Checks;

/// <summary>The outcome of a suite as blocks: the answer, what failed and why, then the list.</summary>
static class CheckLines
{
    const int Listed = 300;

    public static IEnumerable<Block> Of(SuiteResult result, bool strict, Language language)
    {
        var words = new Words(language);
        bool passed = CheckOutcome.Passed(result, strict);
        yield return new Block.Paragraph([new Phrase(words.Say(passed ? "cli.check.passed_upper" : "cli.check.failed_upper"), passed
            ? Tone.Good : Tone.Bad), words.Say("cli.colon") + Counts(result, words)]);
        ConditionOutcome[] notable = [.. result.Outcomes.Where(o => o.Status != ConditionStatus.Passed).OrderBy(o => Rank(o.Status))];
        if (notable.Length > 0)
            yield return new Block.Bullets([.. notable.Select(o =>
                ImmutableArray.Create<Phrase>(new(words.Say(KeyOf(o.Status)), ToneOf(o.Status)), words.Say("cli.colon"),
                words.Say(o.Message)))]);
        yield return new Block.Heading(words.Say("cli.check.all"));
        yield return new Block.Table(
            [new(words.Say("cli.check.status")), new(words.Say("cli.check.subject"), Shrinks: true),
                new(words.Say("cli.check.measure"), Shrinks: true), new(words.Say("cli.check.observed"), IsNumber: true),
                new(words.Say("cli.check.expected"), Shrinks: true)],
            [.. result.Outcomes.Take(Listed).Select(o => Row(o, words))]);
        if (result.Outcomes.Count > Listed)
            yield return new Block.Paragraph([words.Say("cli.check.more", ("more", Figures.Count(result.Outcomes.Count - Listed)))]);
    }

    /// <summary>The outcome in one line.</summary>
    public static string Sentence(SuiteResult result, bool strict, Language language)
    {
        var words = new Words(language);
        return words.Say(CheckOutcome.Passed(result, strict) ? "cli.check.passed_upper" : "cli.check.failed_upper")
            + words.Say("cli.colon") + Counts(result, words);
    }

    static string Counts(SuiteResult result, Words words)
    {
        var parts = new List<string> { words.Say("cli.check.counts", ("passed", Count(result, ConditionStatus.Passed)),
            ("all", Figures.Count(result.Outcomes.Count)), ("suite", result.Suite)) };
        foreach (ConditionStatus status in (ConditionStatus[])[ConditionStatus.Failed, ConditionStatus.Error, ConditionStatus.Warning,
            ConditionStatus.InsufficientData])
            if (result.CountOf(status) > 0) parts.Add($"{words.Say(KeyOf(status))} {Count(result, status)}");
        return words.List(parts) + words.Say("cli.full_stop");
    }

    static string Count(SuiteResult result, ConditionStatus status) => Figures.Count(result.CountOf(status));

    static ImmutableArray<Phrase> Row(ConditionOutcome outcome, Words words) =>
    [
        new(words.Say(KeyOf(outcome.Status)), ToneOf(outcome.Status)), outcome.Subject, outcome.Measure, Figures.Number(outcome.Observed),
        words.Say(outcome.Expected),
    ];

    static int Rank(ConditionStatus status) => status switch
    {
        ConditionStatus.Error => 0,
        ConditionStatus.Failed => 1,
        ConditionStatus.Warning => 2,
        ConditionStatus.InsufficientData => 3,
        ConditionStatus.Passed => 4,
    };

    static string KeyOf(ConditionStatus status) => status switch
    {
        ConditionStatus.Passed => "cli.check.passed",
        ConditionStatus.Failed => "cli.check.failed",
        ConditionStatus.Warning => "cli.severity.warning",
        ConditionStatus.InsufficientData => "cli.verdict.insufficient_data",
        ConditionStatus.Error => "cli.severity.error",
    };

    static Tone ToneOf(ConditionStatus status) => status switch
    {
        ConditionStatus.Passed => Tone.Good,
        ConditionStatus.Failed or ConditionStatus.Error => Tone.Bad,
        ConditionStatus.Warning or ConditionStatus.InsufficientData => Tone.Caution,
    };
}
