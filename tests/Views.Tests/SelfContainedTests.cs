using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using Plumbline.Engine.Reports;
using Plumbline.Views.Tests.Samples;

namespace Plumbline.Views.Tests;

public class SelfContainedTests
{
    public static TheoryData<string> Names => ["churn", "wide 2000", "wide 100", "wide 10000", "long names", "long chinese names"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_stays_below_one_and_a_half_megabytes(string name)
    {
        string page = await Pages.TextAsync(Named(name));

        int size = Encoding.UTF8.GetByteCount(page);

        Assert.True(size < 1_500_000, $"{size:N0} bytes");
        Assert.EndsWith("</body></html>\n", page);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(100, 100)]
    [InlineData(2_000, 100)]
    public async Task The_first_hundred_columns_have_details_and_every_column_a_row(int columns, int details)
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Wide(columns));

        Assert.Equal(details, page.QuerySelectorAll("details.col").Length);
        Assert.Equal(columns, page.QuerySelectorAll("#column-table tbody tr:not(.split)").Length);
    }

    [Fact]
    public async Task Nothing_is_fetched_and_nothing_may_be()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        string policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;

        Assert.StartsWith("default-src 'none';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Empty(page.QuerySelectorAll("[src], link:not([rel=icon]), [style], [srcset], [data], [action], [background]"));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent);
        Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent);
        Assert.DoesNotMatch("https?://(?!www\\.w3\\.org)", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task The_policy_allows_exactly_the_style_and_the_scripts_of_the_page()
    {
        IDocument page = await Pages.ParsedAsync(SampleReports.Churn());

        string policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;

        foreach (IElement allowed in page.QuerySelectorAll("style, script:not([type])"))
            Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(allowed.TextContent)))}'", policy);
    }

    [Fact]
    public async Task A_shortened_page_says_so()
    {
        IDocument wide = await Pages.ParsedAsync(SampleReports.Wide(10_000));
        IDocument narrow = await Pages.ParsedAsync(SampleReports.Churn());

        Assert.NotNull(wide.QuerySelector("#column-table + footer, .reduced"));
        Assert.Null(narrow.QuerySelector(".reduced"));
    }

    static Report Named(string name) => name switch
    {
        "churn" => SampleReports.Churn(),
        "wide 100" => SampleReports.Wide(100),
        "wide 2000" => SampleReports.Wide(2_000),
        "wide 10000" => SampleReports.Wide(10_000),
        "long names" => SampleReports.Named(new string('w', 1_000), 50),
        "long chinese names" => SampleReports.Named(new string('漢', 1_000), 50),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
