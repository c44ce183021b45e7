using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Views.Sections;
using Plumbline.Views.Words;

namespace Plumbline.Views;

/// <summary>The whole HTML document around the components: head, policy, style, script.</summary>
sealed class PageDocument : IAsyncDisposable
{
    readonly Report _report;
    readonly ReportProvenance _provenance;
    readonly ServiceProvider _services = new ServiceCollection().AddSingleton<HtmlEncoder>(PlainText.Encoder).BuildServiceProvider();
    readonly HtmlRenderer _renderer;

    public PageDocument(Report report, ReportProvenance provenance)
    {
        (_report, _provenance) = (report, provenance);
        _renderer = new HtmlRenderer(_services, NullLoggerFactory.Instance);
    }

    public async Task<string> RenderAsync(PageDetail detail)
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReportDocument.Report)] = _report,
            [nameof(ReportDocument.Provenance)] = _provenance,
            [nameof(ReportDocument.Detail)] = detail,
        });
        var page = new StringBuilder(1 << 20);
        AppendHead(page, detail.Zoom);
        await _renderer.Dispatcher.InvokeAsync(async () =>
        {
            var body = await _renderer.RenderComponentAsync<ReportDocument>(parameters);
            page.Append(Compaction.Of(body.ToHtmlString()));
        });
        if (detail.Zoom) page.Append("\n<script type=\"text/plain\" id=\"charts\">").Append(PageAssets.Charts).Append("</script>");
        return page.Append("\n</body></html>\n").ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }

    void AppendHead(StringBuilder page, bool zoom)
    {
        string language = _provenance.Language.Tag();
        string english = Title(Language.English), chinese = Title(Language.Chinese);
        page.Append(CultureInfo.InvariantCulture,
            $"<!doctype html>\n<html lang=\"{language}\" data-lang=\"{language}\" data-title-en=\"{english}\" data-title-zh=\"{chinese}\" id=\"top\"><head><meta charset=\"utf-8\">")
            .Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(zoom)}\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">")
            .Append(CultureInfo.InvariantCulture,
                $"<meta name=\"generator\" content=\"Plumbline {PlainText.Encode(_provenance.Version)}\"><link rel=\"icon\" href=\"data:,\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{(_provenance.Language == Language.English ? english : chinese)}</title>\n")
            .Append("<style>").Append(PageAssets.Style).Append("</style>\n<script>").Append(PageAssets.Script)
            .Append("</script></head>\n<body>")
            .Append(PageAssets.Icons).Append('\n');
    }

    // Everything is forbidden but this very style sheet and this very script; not even an inline style attribute is allowed.
    static string Policy(bool zoom) =>
        $"default-src 'none'; img-src data:; style-src {PageAssets.Hash(PageAssets.Style)}; script-src {PageAssets.Hash(PageAssets.Script)}{(zoom ? " " + PageAssets.ChartsHash : "")}; base-uri 'none'; form-action 'none'";

    string Title(Language language) => PlainText.Encode(Say.Catalog.Format(
        Message.Of("page.title", ("current", Short(_report.Current.Path)), ("reference", Short(_report.Reference.Path))), language));

    static string Short(string path) => PlainText.Show(path[(path.LastIndexOfAny(['/', '\\']) + 1)..], 80);
}
