using System.Collections.Immutable;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>The table of columns, and why those that moved are said to have moved.</summary>
static class ColumnsSection
{
    const int RowsShown = 200;
    const int ExplainedShown = 50;

    public static IEnumerable<Block> Of(Report report, Words words, ImmutableArray<string> measures)
    {
        ColumnReport[] judged = [.. InOrder(report).Where(c => c.Drift is not null)];
        if (judged.Length > 0)
        {
            yield return new Block.Heading(words.Say("cli.columns.heading"));
            yield return new Block.Table(Titles(words, measures), [.. judged.Take(RowsShown).Select(c => Row(c, words, measures))]);
            if (judged.Length > RowsShown)
                yield return new Block.Paragraph([words.Say("cli.columns.more", ("more", Figures.Count(judged.Length - RowsShown)))]);
        }
        string[] others = [.. report.Columns.Where(c => c.Drift is null).Select(c => $"{c.Name} ({words.Role(c.Role)})")];
        if (others.Length > 0)
            yield return new Block.Paragraph([new Phrase(words.Say("cli.columns.not_judged", ("names", words.List(others))), Tone.Quiet)]);
        ColumnReport[] explained = [.. judged.Where(c => c.Drift!.Verdict != Verdict.Stable || c.Failure is not null).Take(ExplainedShown)];
        if (explained.Length == 0) yield break;
        yield return new Block.Heading(words.Say("cli.columns.why"));
        yield return new Block.Bullets([.. explained.Select(c => Explain(c, words))]);
    }

    /// <summary>Drifted columns first, largest effect first.</summary>
    public static IEnumerable<ColumnReport> InOrder(Report report) => report.Columns
        .OrderBy(c => c.Drift is null ? 9 : Rank(c.Drift.Verdict))
        .ThenByDescending(c => c.Drift is { Verdict: Verdict.Drift, Effect: null } ? double.PositiveInfinity : c.Drift?.Effect?.Value
            ?? double.NegativeInfinity);

    static int Rank(Verdict verdict) => verdict switch
    {
        Verdict.Drift => 0,
        Verdict.NotComparable => 1,
        Verdict.InsufficientData => 2,
        Verdict.Stable => 3,
    };

    static ImmutableArray<TableColumn> Titles(Words words, ImmutableArray<string> measures) =>
    [
        new(words.Say("cli.columns.name"), Shrinks: true), new(words.Say("cli.columns.type")), new(words.Say("cli.columns.verdict")),
        new(words.Say("cli.columns.effect"), IsNumber: true), new(words.Say("cli.columns.limit"), IsNumber: true),
        .. measures.Select(m => new TableColumn(Short(m), IsNumber: true)), new(words.Say("cli.columns.missing"), IsNumber: true),
    ];

    static string Short(string measure) => measure switch
    {
        "kolmogorov_smirnov" => "ks",
        "jensen_shannon" => "js",
        _ => measure,
    };

    static ImmutableArray<Phrase> Row(ColumnReport column, Words words, ImmutableArray<string> measures)
    {
        DriftReport drift = column.Drift!;
        Tone tone = Words.ToneOf(drift.Verdict);
        return
        [
            new(column.Name, drift.Verdict == Verdict.Drift ? Tone.Strong : Tone.Plain), words.Type(column.Type),
            new(words.Verdict(drift.Verdict), tone),
            Figures.WithInterval(drift.Effect?.Value, drift.Effect?.Low, drift.Effect?.High, Figures.Three),
            Figures.Three(drift.Effect?.Threshold),
            .. measures.Select(m => (Phrase)Figures.Three(column.Measures.GetValueOrDefault(m)?.Value)),
            Figures.PercentMove(MissingShare(column.Reference), MissingShare(column.Current)),
        ];
    }

    static double? MissingShare(ColumnSummary? side) => side is { Count: > 0 } ? (double)side.Missing / side.Count : null;

    static ImmutableArray<Phrase> Explain(ColumnReport column, Words words)
    {
        // The size of the effect stands in the table already.
        IReadOnlyList<Message> said = column.Drift!.Reasons;
        IEnumerable<string> reasons = said.Where(r => said.Count == 1 || r.Key != "drift.effect").Select(words.Say);
        if (column.Failure is not null) reasons = reasons.Append(words.Say(column.Failure));
        return
        [
            new(column.Name, Tone.Strong), words.Say("cli.colon"),
            column.Drift.Verdict == Verdict.Drift ? new Phrase("")
                : new Phrase(words.Verdict(column.Drift.Verdict) + words.Say("cli.reason_gap"), Words.ToneOf(column.Drift.Verdict)),
            string.Join(words.Say("cli.reason_gap"), reasons) + words.Say("cli.full_stop"),
        ];
    }
}
