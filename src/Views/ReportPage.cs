using System.Text;
using Plumbline.Engine.Reports;
using Plumbline.Views.Sections;

namespace Plumbline.Views;

/// <summary>Writes a report as one self-contained HTML file.</summary>
public static class ReportPage
{
    /// <summary>No page is larger than this many bytes, whatever the data.</summary>
    public const int LargestPage = 1_500_000;

    /// <summary>Renders the page. Nothing in it asks the network for anything; without script it is complete but for sorting and
    /// switching.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="provenance">How it was made.</param>
    /// <param name="output">Receives the page as text; not closed.</param>
    /// <param name="cancellationToken">Stops between attempts and before writing.</param>
    public static async Task RenderAsync(Report report, ReportProvenance provenance, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(output);
        await using var document = new PageDocument(report, provenance);
        string page = "";
        foreach (PageDetail detail in PageDetail.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = await document.RenderAsync(detail);
            if (Encoding.UTF8.GetByteCount(page) < LargestPage) break;
        }
        await output.WriteAsync(page.AsMemory(), cancellationToken);
    }
}
