using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Views.Tests.Samples;

namespace Plumbline.Views.Tests;

public class GalleryTests
{
    /// <summary>Set PLUMBLINE_GALLERY to a folder to keep the sample pages and look at them.</summary>
    [Fact]
    public async Task Every_sample_renders_in_both_languages()
    {
        Report[] reports = [SampleReports.Churn(), SampleReports.Quiet(), SampleReports.TooFewRows(), SampleReports.Regression(),
            SampleReports.Empty()];
        string? folder = Environment.GetEnvironmentVariable("PLUMBLINE_GALLERY");

        foreach (Language language in Enum.GetValues<Language>())
            for (int i = 0; i < reports.Length; i++)
            {
                string page = await Pages.TextAsync(reports[i], Make.Provenance(language));
                if (folder is not null)
                    await File.WriteAllTextAsync(Path.Combine(folder, $"{i}.{language.Tag()}.html"), page,
                        TestContext.Current.CancellationToken);

                Assert.Contains($"<html lang=\"{language.Tag()}\"", page);
                Assert.EndsWith("</body></html>\n", page);
            }
    }
}
