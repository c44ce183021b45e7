using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Views.Tests.Samples;

/// <summary>Rendered pages.</summary>
static class Pages
{
    public static async Task<string> TextAsync(Report report, ReportProvenance? provenance = null)
    {
        await using var writer = new StringWriter();
        await ReportPage.RenderAsync(report, provenance ?? Make.Provenance(Language.English), writer, CancellationToken.None);
        return writer.ToString();
    }

    public static async Task<IDocument> ParsedAsync(Report report, ReportProvenance? provenance = null) =>
        await new HtmlParser().ParseDocumentAsync(await TextAsync(report, provenance));
}
