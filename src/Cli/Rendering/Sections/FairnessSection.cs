using System.Collections.Immutable;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>Groups of each protected column and the gaps between them, on the current set.</summary>
static class FairnessSection
{
    const int GroupsShown = 20;
    const int MeasuresShown = 5;

    public static IEnumerable<Block> Of(IReadOnlyList<FairnessReport> reports, Words words) => reports.SelectMany(r => Of(r, words));

    static IEnumerable<Block> Of(FairnessReport report, Words words)
    {
        yield return new Block.Heading(words.Say("cli.fairness.heading", ("column", report.Column)));
        string[] measures = [.. report.Groups.SelectMany(g => g.Current.Keys).Distinct().Take(MeasuresShown)];
        yield return new Block.Table([new(words.Say("cli.fairness.group"), Shrinks: true), new(words.Say("cli.rows"), IsNumber: true),
            .. measures.Select(m => new TableColumn(words.Measure(m), IsNumber: true, Shrinks: true))],
            [.. report.Groups.Take(GroupsShown).Select(g => Group(g, measures, words))]);
        if (report.Gaps.Count > 0)
            yield return new Block.Table([new(words.Say("cli.fairness.gap"), Shrinks: true), new(words.Say("cli.current"), IsNumber: true),
                new(words.Say("cli.reference"), IsNumber: true), new(words.Say("cli.columns.limit"), IsNumber: true),
                new(words.Say("cli.columns.verdict")), new(words.Say("cli.fairness.between"), Shrinks: true)],
                [.. report.Gaps.Select(g => Gap(g, words))]);
        if (report.Notes.Count > 0)
            yield return new Block.Bullets([.. report.Notes.Select(n => ImmutableArray.Create<Phrase>(words.Say(n)))]);
    }

    static ImmutableArray<Phrase> Group(GroupQuality group, string[] measures, Words words) => group.Suppressed
        ? [new(words.Say("cli.fairness.too_small", ("group", group.Group)), Tone.Quiet), Figures.Count(group.CurrentRows),
            .. measures.Select(_ => (Phrase)"-")]
        : [group.Group, Figures.Count(group.CurrentRows),
            .. measures.Select(m => (Phrase)Figures.Three(group.Current.GetValueOrDefault(m)?.Value))];

    static ImmutableArray<Phrase> Gap(FairnessGap gap, Words words) =>
    [
        words.Measure(gap.Measure), Figures.WithInterval(gap.Value, Figures.Three), Figures.Three(gap.Reference?.Value),
        Figures.Three(gap.Tolerance),
        new(words.Verdict(gap.Verdict), Words.ToneOf(gap.Verdict)), gap is { HighGroup: { } high, LowGroup: { } low }
            ? $"{high} / {low}" : "",
    ];
}
