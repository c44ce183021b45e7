using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>Model quality on both sides and its change.</summary>
static class QualitySection
{
    const int LabelsShown = 20;

    public static IEnumerable<Block> Of(QualityReport? quality, Words words)
    {
        if (quality is null) yield break;
        yield return new Block.Heading(words.Say("cli.quality.heading"));
        yield return new Block.Paragraph([Introduction(quality, words)]);
        string[] measures = [.. Measures(quality)];
        if (measures.Length > 0) yield return new Block.Table(Titles(words), [.. measures.Select(m => Row(quality, m, words))]);
        foreach (Block block in Labels(quality, words)) yield return block;
        string[] notes = [.. Undefined(quality, measures, words), .. quality.Notes.Select(words.Say)];
        if (notes.Length > 0) yield return new Block.Bullets([.. notes.Select(n => ImmutableArray.Create<Phrase>(n))]);
    }

    /// <summary>The measures to speak of first.</summary>
    public static IEnumerable<string> Headline(QualityReport quality) =>
        quality.Headline.Count > 0 ? quality.Headline : quality.Changes.Keys;

    static IEnumerable<string> Measures(QualityReport quality) => quality.Headline
        .Concat(quality.Reference?.Measures.Keys ?? []).Concat(quality.Current?.Measures.Keys ?? []).Distinct()
        .Where(m => quality.Reference?.Measures.ContainsKey(m) == true || quality.Current?.Measures.ContainsKey(m) == true);

    static string Introduction(QualityReport quality, Words words)
    {
        string task = words.Say(quality.Task switch
        {
            ModelTask.Binary => "cli.task.binary",
            ModelTask.Multiclass => "cli.task.multiclass",
            ModelTask.Regression => "cli.task.regression",
        });
        string rows = words.Say("cli.quality.rows", ("reference", Rows(quality.Reference)), ("current", Rows(quality.Current)));
        string positive = quality.Positive is null ? "" : words.Say("cli.quality.positive", ("positive", quality.Positive));
        string threshold = double.IsNaN(quality.Threshold) ? ""
            : words.Say("cli.quality.threshold", ("threshold", quality.Threshold.ToString(CultureInfo.InvariantCulture)));
        return words.Say("cli.quality.introduction", ("task", task), ("positive", positive), ("threshold", threshold), ("rows", rows));
    }

    static string Rows(QualitySide? side) => Figures.Count(side?.Rows ?? 0);

    static ImmutableArray<TableColumn> Titles(Words words) =>
    [
        new(words.Say("cli.quality.measure"), Shrinks: true), new(words.Say("cli.reference"), IsNumber: true),
        new(words.Say("cli.current"), IsNumber: true),
        new(words.Say("cli.quality.change"), IsNumber: true), new(words.Say("cli.columns.verdict")),
    ];

    static ImmutableArray<Phrase> Row(QualityReport quality, string measure, Words words)
    {
        QualityChange? change = quality.Changes.GetValueOrDefault(measure);
        return
        [
            words.Measure(measure), Value(quality.Reference, measure), Value(quality.Current, measure), Change(change),
            change is null || WhyUndefined(quality, measure) is not null ? ""
                : new Phrase(words.Verdict(change.Verdict), Words.ToneOf(change.Verdict)),
        ];
    }

    static IEnumerable<string> Undefined(QualityReport quality, IEnumerable<string> measures, Words words) =>
        from measure in measures
        let why = WhyUndefined(quality, measure)
        where why is not null
        select $"{words.Measure(measure)}: {words.Say(why)}";

    static Message? WhyUndefined(QualityReport quality, string measure)
    {
        MeasureValue? current = quality.Current?.Measures.GetValueOrDefault(measure);
        if (double.IsFinite(current?.Value ?? double.NaN)) return null;
        return current?.Reason ?? quality.Reference?.Measures.GetValueOrDefault(measure)?.Reason;
    }

    static Phrase Value(QualitySide? side, string measure)
    {
        MeasureValue? value = side?.Measures.GetValueOrDefault(measure);
        return new Phrase(Figures.WithInterval(value, Figures.Number)) { Short = Figures.Number(value?.Value) };
    }

    /// <summary><c>-0.031 [-0.040, -0.022]</c>.</summary>
    public static string Change(QualityChange? change) => change is null ? ""
        : Figures.WithInterval(change.Value, change.Low, change.High, v => Figures.Signed(v, Figures.Number));

    static IEnumerable<Block> Labels(QualityReport quality, Words words)
    {
        if (quality.Current is not { Labels.Count: > 0 } current) yield break;
        string[] measures = [.. current.Labels[0].Measures.Keys.Take(4)];
        yield return new Block.Table([new(words.Say("cli.quality.label"), Shrinks: true), new(words.Say("cli.rows"), IsNumber: true),
            .. measures.Select(m => new TableColumn(words.Measure(m), IsNumber: true))],
            [.. current.Labels.Take(LabelsShown)
                .Select(l => ImmutableArray.Create<Phrase>([l.Label, Figures.Count(l.Support),
                .. measures.Select(m => (Phrase)Figures.Number(l.Measures.GetValueOrDefault(m)?.Value))]))]);
    }
}
