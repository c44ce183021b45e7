using System.Globalization;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>The answer in sentences, then what was compared.</summary>
static class HeadlineSection
{
    const int NamesShown = 5;

    public static IEnumerable<Block> Of(Report report, Words words)
    {
        yield return new Block.Paragraph([.. Answer(report, words)]);
        yield return new Block.Table([new(words.Say("cli.set")), new(words.Say("cli.path"), Shrinks: true),
            new(words.Say("cli.rows"), IsNumber: true), new(words.Say("cli.period"))],
            [Side(words.Say("cli.reference"), report.Reference, words), Side(words.Say("cli.current"), report.Current, words)]);
    }

    /// <summary>The answer as one line of text.</summary>
    public static string Sentence(Report report, Words words) => string.Concat(Answer(report, words).Select(p => p.Text));

    static IEnumerable<Phrase> Answer(Report report, Words words)
    {
        ReportSummary summary = report.Summary;
        yield return new Phrase(words.Verdict(summary.Verdict).ToUpperInvariant(), Words.ToneOf(summary.Verdict));
        yield return words.Say("cli.colon") + ColumnsSentence(report, words);
        if (QualitySentence(report.Quality, words) is { } quality) yield return words.Say("cli.sentence_gap") + quality;
        int beyond = report.Fairness.SelectMany(f => f.Gaps).Count(g => g.Verdict == FairnessVerdict.BeyondTolerance);
        if (beyond > 0) yield return words.Say("cli.sentence_gap") + words.Say("cli.headline.fairness", ("gaps", Figures.Count(beyond)));
        int failed = report.Integrity.Count(c => !c.Passed && c.Set == IntegritySection.Current);
        if (failed > 0) yield return words.Say("cli.sentence_gap") + words.Say("cli.headline.integrity", ("failed", Figures.Count(failed)));
    }

    static string ColumnsSentence(Report report, Words words)
    {
        ReportSummary summary = report.Summary;
        string judged = Figures.Count(summary.Judged);
        if (summary.Judged == 0) return words.Say("cli.headline.nothing_judged");
        if (summary.Drifted == 0)
        {
            double largest = report.Columns.Where(c => c.Drift?.Verdict == Verdict.Stable).Select(c => c.Drift!.SmallestDetectable)
                .Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
            return double.IsNaN(largest) ? words.Say("cli.headline.none_drifted", ("judged", judged))
                : words.Say("cli.headline.none_drifted_detectable", ("judged", judged), ("effect", Figures.Three(largest)));
        }
        string[] drifted = [.. ColumnsSection.InOrder(report).Where(c => c.Drift?.Verdict == Verdict.Drift).Select(c => c.Name)];
        string names = words.List(drifted.Take(NamesShown));
        return drifted.Length > NamesShown
            ? words.Say("cli.headline.drifted_more", ("drifted", Figures.Count(summary.Drifted)), ("judged", judged), ("names", names),
                ("more", Figures.Count(drifted.Length - NamesShown)))
            : words.Say("cli.headline.drifted", ("drifted", Figures.Count(summary.Drifted)), ("judged", judged), ("names", names));
    }

    // The first headline measure that got worse; else that none did.
    static string? QualitySentence(QualityReport? quality, Words words)
    {
        if (quality is not { Reference: not null, Current: not null, Changes.Count: > 0 }) return null;
        string[] shown = [.. QualitySection.Headline(quality).Where(quality.Changes.ContainsKey)];
        string? changed = shown.FirstOrDefault(m => quality.Changes[m].Verdict == QualityVerdict.Worse)
            ?? shown.FirstOrDefault(m => quality.Changes[m].Verdict == QualityVerdict.Better);
        if (changed is null) return shown.Length == 0 ? null
            : words.Say("cli.headline.quality_same", ("measures", words.List(shown.Take(3).Select(words.Measure))));
        QualityChange change = quality.Changes[changed];
        return words.Say(change.Verdict == QualityVerdict.Worse ? "cli.headline.quality_worse" : "cli.headline.quality_better",
            ("measure", words.Measure(changed)), ("before", Figures.Number(quality.Reference.Measures.GetValueOrDefault(changed)?.Value)),
            ("after", Figures.Number(quality.Current.Measures.GetValueOrDefault(changed)?.Value)),
            ("change", Figures.Signed(change.Value, Figures.Number)), ("low", Figures.Signed(change.Low, Figures.Number)),
            ("high", Figures.Signed(change.High, Figures.Number)));
    }

    static System.Collections.Immutable.ImmutableArray<Phrase> Side(string name, DatasetSummary side, Words words)
    {
        string path = side.IsProfile ? words.Say("cli.profile_of", ("path", side.Path)) : side.Path;
        string rows = side.Refused == 0 ? Figures.Count(side.Rows)
            : words.Say("cli.rows_refused", ("rows", Figures.Count(side.Rows)), ("refused", Figures.Count(side.Refused)));
        string period = side is { From: { } from, To: { } to } ? $"{Moment(from)} .. {Moment(to)}" : "";
        return [new Phrase(name, Tone.Quiet), path, rows,
            new Phrase(period) { Short = period.Length > 0 ? $"{Day(side.From!.Value)} .. {Day(side.To!.Value)}" : "" }];
    }

    static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
