using System.Globalization;
using System.Text;
using Plumbline.Engine.Messages;
using Plumbline.Views.Words;

namespace Plumbline.Views;

/// <summary>On a phone a table becomes cards, and every cell needs its column's name. The style sheet says it, once per table and language,
/// instead of every cell.</summary>
static class PhoneLabels
{
    static readonly (string Table, string?[] Cells)[] s_tables =
    [
        ("columns", [null, null, "columns.missing", "columns.effect_head", "columns.threshold", null, null, null]),
        ("t-quality", [null, "key.baseline", "key.now", null, "quality.difference", "columns.verdict", null]),
        ("t-integrity", ["integrity.result", "columns.column", "integrity.check", "integrity.observed", "integrity.what"]),
        ("t-slices", [null, "columns.rows", "segments.loss", "segments.elsewhere", null]),
        ("t-segments", [null, "key.baseline", "key.now", null, "quality.measure", "quality.difference", "columns.verdict"]),
        ("t-gaps", [null, "key.now", "key.baseline", "fairness.tolerance", "columns.verdict", "fairness.between"]),
        ("t-pairs", [null, "key.baseline", "key.now", "measure.q_value", "columns.verdict"]),
    ];

    public static void AppendTo(StringBuilder style)
    {
        style.Append("@media (max-width: 720px) {\n");
        foreach (Language language in Enum.GetValues<Language>())
            foreach (var (table, cells) in s_tables)
                for (int i = 0; i < cells.Length; i++)
                    if (cells[i] is { } key)
                        style.Append(CultureInfo.InvariantCulture,
                            $"html[data-lang=\"{language.Tag()}\"] .{table} tbody td:nth-child({i + 1})::before {{ content: \"{Say.Plain(key, language)}\"; }}\n");
        style.Append("}\n");
    }
}
