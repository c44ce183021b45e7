using System.Collections.Immutable;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>Quality per segment, and the worst slices.</summary>
static class SegmentsSection
{
    const int RowsShown = 20;
    const int SlicesShown = 10;

    public static IEnumerable<Block> Of(Report report, Words words)
    {
        foreach (SegmentReport segment in report.Segments)
            foreach (Block block in Segment(segment, words)) yield return block;
        if (report.Slices.Count == 0) yield break;
        yield return new Block.Heading(words.Say("cli.slices.heading"));
        yield return new Block.Table(
            [new(words.Say("cli.slices.slice"), Shrinks: true), new(words.Say("cli.rows"), IsNumber: true),
                new(words.Say("cli.slices.loss"), IsNumber: true), new(words.Say("cli.slices.elsewhere"), IsNumber: true),
                new("q", IsNumber: true)],
            [.. report.Slices.Take(SlicesShown)
                .Select(s => ImmutableArray.Create<Phrase>(string.Join(words.Say("cli.slices.and"), s.Conditions), Figures.Count(s.Rows),
                Figures.Number(s.Loss), Figures.Number(s.LossElsewhere), Figures.Probability(s.QValue)))]);
    }

    static IEnumerable<Block> Segment(SegmentReport segment, Words words)
    {
        yield return new Block.Heading(words.Say("cli.segments.heading", ("column", segment.Column)));
        if (double.IsFinite(segment.Change) && segment.Measure is not null)
            yield return new Block.Paragraph([words.Say("cli.segments.split", ("measure", words.Measure(segment.Measure)),
                ("change", Signed(segment.Change)), ("mix", Signed(segment.Mix)), ("within", Signed(segment.Within)))]);
        bool hasQuality = segment.Rows.Any(r => r.Reference is not null || r.Current is not null);
        yield return new Block.Table(Titles(segment, hasQuality, words),
            [.. segment.Rows.Take(RowsShown).Select(r => Row(r, hasQuality, words))]);
        if (segment.Rows.Count > RowsShown)
            yield return new Block.Paragraph([words.Say("cli.segments.more", ("more", Figures.Count(segment.Rows.Count - RowsShown)))]);
    }

    static ImmutableArray<TableColumn> Titles(SegmentReport segment, bool hasQuality, Words words)
    {
        ImmutableArray<TableColumn> volumes =
            [new(words.Say("cli.segments.value"), Shrinks: true), new(words.Say("cli.segments.reference_rows"), IsNumber: true),
            new(words.Say("cli.segments.current_rows"), IsNumber: true)];
        if (!hasQuality) return volumes;
        string measure = segment.Measure is null ? "" : words.Measure(segment.Measure);
        return volumes.AddRange(new TableColumn(words.Say("cli.segments.reference_measure", ("measure", measure)), IsNumber: true),
            new(words.Say("cli.current"), IsNumber: true),
            new(words.Say("cli.quality.change"), IsNumber: true), new(words.Say("cli.columns.verdict")));
    }

    static ImmutableArray<Phrase> Row(SegmentRow row, bool hasQuality, Words words)
    {
        ImmutableArray<Phrase> volumes = [row.Value, Figures.Count(row.ReferenceRows), Figures.Count(row.CurrentRows)];
        if (!hasQuality) return volumes;
        return volumes.AddRange(Figures.Three(row.Reference?.Value), Figures.Three(row.Current?.Value),
            new Phrase(QualitySection.Change(row.Change)) { Short = Figures.Signed(row.Change?.Value, Figures.Number) },
            row.Change is null ? "" : new Phrase(words.Verdict(row.Change.Verdict), Words.ToneOf(row.Change.Verdict)));
    }

    static string Signed(double value) => Figures.Signed(value, Math.Abs(value) < 10 ? Figures.Three : Figures.Number);
}
