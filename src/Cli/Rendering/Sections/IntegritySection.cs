using System.Collections.Immutable;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>Integrity checks that failed, the current set's first.</summary>
static class IntegritySection
{
    public const string Current = "current";

    const int Shown = 60;
    const int ShownOfKind = 8;

    public static IEnumerable<Block> Of(IReadOnlyList<IntegrityCheck> checks, Words words)
    {
        if (checks.Count == 0) yield break;
        yield return new Block.Heading(words.Say("cli.integrity.heading"));
        IntegrityCheck[] failed =
            [.. checks.Where(c => !c.Passed).OrderBy(c => c.Set == Current ? 0 : 1).ThenByDescending(c => c.Severity)];
        if (failed.Length == 0)
        {
            yield return new Block.Paragraph([words.Say("cli.integrity.all_passed", ("checks", Figures.Count(checks.Count)))]);
            yield break;
        }
        // Many checks of one kind (every pair of columns whose association moved) would bury the others.
        IntegrityCheck[] shown = [.. failed.GroupBy(c => (c.Set, c.Check)).SelectMany(g => g.Take(ShownOfKind)).Take(Shown)];
        yield return new Block.Bullets([.. shown.OrderBy(c => Array.IndexOf(failed, c)).Select(c => Line(c, words))]);
        if (failed.Length > shown.Length)
            yield return new Block.Paragraph([words.Say("cli.integrity.more", ("more", Figures.Count(failed.Length - shown.Length)))]);
    }

    static ImmutableArray<Phrase> Line(IntegrityCheck check, Words words)
    {
        string set = words.Say(check.Set == Current ? "cli.current" : "cli.reference");
        Phrase severity = check.Severity switch
        {
            Severity.Error => new(words.Say("cli.severity.error"), Tone.Bad),
            Severity.Warning => new(words.Say("cli.severity.warning"), Tone.Caution),
        };
        return [severity, words.Say("cli.integrity.of_set", ("set", set)), words.Say("cli.colon"), words.Say(check.Message)];
    }
}
