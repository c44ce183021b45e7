using System.Collections.Immutable;
using Plumbline.Engine.Messages;

namespace Plumbline.Cli.Rendering.Sections;

/// <summary>What the reader of the report should know about how it came to be.</summary>
static class WarningsSection
{
    public static IEnumerable<Block> Of(IReadOnlyList<Message> warnings, Words words)
    {
        if (warnings.Count == 0) yield break;
        yield return new Block.Heading(words.Say("cli.warnings.heading"));
        yield return new Block.Bullets([.. warnings.Select(w => ImmutableArray.Create<Phrase>(words.Say(w)))]);
    }
}
