using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Engine.Reports;
using Plumbline.Views.Sections;

namespace Plumbline.Views;

/// <summary>Writes a report as one self-contained HTML file.</summary>
public static class ReportPage
{
    /// <summary>Renders the page; nothing in it asks the network for anything.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="provenance">How it was made.</param>
    /// <param name="output">Receives the page as text; not closed.</param>
    /// <param name="cancellationToken">Stops the rendering between its attempts.</param>
    public static async Task RenderAsync(Report report, ReportProvenance provenance, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(provenance);
        ArgumentNullException.ThrowIfNull(output);
        string body = await RenderBodyAsync(report, provenance, cancellationToken);
        await output.WriteAsync($"<!doctype html>\n<html lang=\"en\" data-lang=\"en\"><head><meta charset=\"utf-8\"><title>Plumbline report</title></head><body>{body}</body></html>\n".AsMemory(), cancellationToken);
    }

    static async Task<string> RenderBodyAsync(Report report, ReportProvenance provenance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportDocument.Report)] = report,
            [nameof(ReportDocument.Provenance)] = provenance,
        });
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ReportDocument>(parameters)).ToHtmlString());
    }
}
