using System.Collections.Immutable;

namespace Plumbline.Cli.Rendering;

/// <summary>A piece of text with its tone. The text may come from data: what writes it makes it harmless.</summary>
readonly record struct Phrase(string Text, Tone Tone = Tone.Plain)
{
    /// <summary>A shorter text for a table that would not fit; null when there is none.</summary>
    public string? Short { get; init; }

    public static implicit operator Phrase(string text) => new(text);
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsNumber">True to align at the right.</param>
/// <param name="Shrinks">True when its texts may be cut to make the table fit.</param>
sealed record TableColumn(string Title, bool IsNumber = false, bool Shrinks = false);

/// <summary>What a report is made of when it is written as lines: the same blocks become text and Markdown.</summary>
abstract record Block
{
    Block()
    {
    }

    public sealed record Heading(string Text) : Block;

    public sealed record Paragraph(ImmutableArray<Phrase> Phrases) : Block;

    public sealed record Bullets(ImmutableArray<ImmutableArray<Phrase>> Items) : Block;

    public sealed record Table(ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<Phrase>> Rows) : Block;
}
