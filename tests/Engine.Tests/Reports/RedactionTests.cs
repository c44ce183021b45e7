using System.Text;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Reports;

public sealed class RedactionTests
{
    [Fact]
    public void A_value_with_fewer_than_ten_rows_on_both_sides_is_never_shown()
    {
        string[] before = [.. Enumerable.Repeat("common", 500), .. Enumerable.Repeat("Ada Lovelace", 4)];
        string[] after = [.. Enumerable.Repeat("common", 500), .. Enumerable.Repeat("Ada Lovelace", 5), .. Enumerable.Repeat("frequent",
            30)];

        var (report, json) = Written(before, after, new ReportOptions());

        Assert.DoesNotContain("Lovelace", json, StringComparison.Ordinal);
        Assert.Contains("frequent", json, StringComparison.Ordinal);
        Assert.Contains(new CellCount("(fewer than 10 rows)", 4, 5), report.Columns[0].Cells);
        Assert.DoesNotContain("Ada Lovelace", report.Columns[0].Picture!.Labels);
    }

    [Fact]
    public void Redaction_shows_no_category_at_all_and_keeps_the_verdict()
    {
        string[] before = Some.Categories(2_000, 1, ("secret-one", 3), ("secret-two", 1)), after = Some.Categories(2_000, 2, ("secret-one",
            1), ("secret-two", 3));

        var (report, json) = Written(before, after, new ReportOptions { Redact = true });

        Assert.DoesNotContain("secret", json, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Columns[0].Picture!.Labels, l => l.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(Verdict.Drift, report.Columns[0].Drift!.Verdict);
        Assert.StartsWith("#", ReportOf.Reason(report.Columns[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_look_like_markup_or_formulas_stay_text()
    {
        string[] nasty = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; drop table x; --", "{value}"];
        string[] before = [.. nasty.SelectMany(v => Enumerable.Repeat(v, 100))], after = [.. nasty.Take(3).SelectMany(v =>
            Enumerable.Repeat(v, 100))];

        var (report, _) = Written(before, after, new ReportOptions());

        Assert.Equal(nasty.Order(StringComparer.Ordinal), report.Columns[0].Cells.Select(c => c.Label).Order(StringComparer.Ordinal));
        Assert.Contains(report.Columns[0].Drift!.Reasons, r => r.ToString() == "{value} has vanished: it was 25 % of values");
    }

    static (Report Report, string Json) Written(string[] before, string[] after, ReportOptions options)
    {
        var report = ReportOf.Rows(Some.Dataset(("x", before)), Some.Dataset(("x", after)), options);
        var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return (report, Encoding.UTF8.GetString(stream.ToArray()));
    }
}
