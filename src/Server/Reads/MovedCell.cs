using System.Globalization;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Reads;

/// <summary>The cell of a column whose share of the rows grew most against a baseline.</summary>
/// <param name="Range">Of numbers: both ends belong to it.</param>
/// <param name="Category">Of categories.</param>
/// <param name="Text">In words, with both shares.</param>
sealed record MovedCell((double Low, double High)? Range, string? Category, string Text)
{
    /// <summary>Null where the two cannot be compared or nothing grew.</summary>
    public static MovedCell? Of(ColumnProfile? now, ColumnProfile? before) => (now?.Content, before?.Content) switch
    {
        (ColumnContent.Numbers a, ColumnContent.Numbers b) when a.On == b.On && a.Present > 0 && b.Present > 0 => OfNumbers(a, b),
        (ColumnContent.Categories a, ColumnContent.Categories b) when a.On.Fingerprint == b.On.Fingerprint && a.Present > 0
            && b.Present > 0 => OfCategories(a, b),
        _ => null,
    };

    public EventQuery Narrow(EventQuery query, string column) => Range is var (low, high)
        ? query with { Between = [.. query.Between, (column, low, high)] }
        : query with { Where = [.. query.Where, new(column, Category)] };

    static MovedCell? OfNumbers(ColumnContent.Numbers now, ColumnContent.Numbers before)
    {
        var grown = Enumerable.Range(0, now.Counts.Length)
            .Select(c => (Cell: c, Now: Share(now.Counts[c], now), Before: Share(before.Counts[c], before)))
            .MaxBy(c => c.Now - c.Before);
        return grown.Now <= grown.Before ? null
            : new MovedCell(now.On.Bins.RangeOf(grown.Cell), null, Words(now.On.Bins.Label(grown.Cell), grown.Before, grown.Now));
    }

    static MovedCell? OfCategories(ColumnContent.Categories now, ColumnContent.Categories before)
    {
        var known = now.On.Names.Select((name, i) => (Name: name, Now: Share(now.Counts[i], now), Before: Share(before.Counts[i], before)));
        var unseen = now.Unseen.Select(u => (Name: u.Key, Now: Share(u.Value, now), Before: 0.0));
        var grown = known.Concat(unseen).DefaultIfEmpty().MaxBy(c => c.Now - c.Before);
        return grown.Now <= grown.Before ? null : new MovedCell(null, grown.Name, Words(grown.Name, grown.Before, grown.Now));
    }

    static double Share(long rows, ColumnContent content) => rows / (double)content.Present;

    static string Words(string cell, double before, double now) =>
        string.Create(CultureInfo.InvariantCulture, $"{cell}, {before:P1} of the baseline's rows and {now:P1} of these");
}
