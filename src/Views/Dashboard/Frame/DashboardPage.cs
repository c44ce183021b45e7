using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Engine.Messages;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>Renders pages of the dashboard: a component with its view inside the frame. Thread-safe.</summary>
public static class DashboardPage
{
    /// <summary>What a page may do: nothing but use our own styles and scripts and ask our own server.</summary>
    public const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
        + "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // The policy lets no attribute set a style, not even from one element to the one that takes its place.
    const string Htmx = "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"selfRequestsOnly\":true,\"historyCacheSize\":0,"
        + "\"attributesToSettle\":[\"class\",\"width\",\"height\"],\"refreshOnHistoryMiss\":true,"
        + "\"scrollIntoViewOnBoost\":false,\"defaultSwapStyle\":\"outerHTML\"}";

    static readonly ServiceProvider s_services = new ServiceCollection().AddSingleton<HtmlEncoder>(PlainText.Encoder)
        .BuildServiceProvider();

    /// <summary>The whole document of a page.</summary>
    /// <typeparam name="TPage">A component with a parameter <c>View</c>.</typeparam>
    /// <param name="frame">What stands around it.</param>
    /// <param name="view">What it shows.</param>
    public static async Task<string> RenderAsync<TPage>(PageFrame frame, object view)
        where TPage : IComponent
    {
        ArgumentNullException.ThrowIfNull(frame);
        RenderFragment page = builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.AddComponentParameter(1, "View", view);
            builder.CloseComponent();
        };
        await using var renderer = new HtmlRenderer(s_services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string,
            object?> { [nameof(Frame.Of)] = frame, [nameof(Frame.ChildContent)] = page });
        string body = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Frame>(parameters))
            .ToHtmlString());
        return new StringBuilder(body.Length + 4_096).Append(Head(frame, ScriptOf(typeof(TPage)))).Append(PageAssets.Icons)
            .Append(OneLanguage.Of(body, frame.Viewer.Language)).Append("</body></html>\n").ToString();
    }

    // What a page does beyond links and forms stands in a file of its own, which only that page asks for.
    static string ScriptOf(Type page) => page.GetCustomAttribute<PageScriptAttribute>() is { } script
        ? $"<script src=\"{DashboardAssets.Address(script.Name)}\" defer></script>" : "";

    static string Head(PageFrame frame, string script)
    {
        string language = frame.Viewer.Language.Tag();
        string theme = frame.Viewer.Theme switch
        {
            Theme.System => "",
            Theme.Light => " data-theme=\"light\"",
            Theme.Dark => " data-theme=\"dark\"",
        };
        string state = frame.State is { } at ? $" data-state=\"{PlainText.Encode(at)}\"" : "";
        string zone = PlainText.Encode(frame.Viewer.Zone.Id);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{language}" data-lang="{language}" data-zone="{zone}"{state}{theme}><head><meta charset="utf-8">
            <title>{PlainText.Encode(frame.Title)} · Plumbline</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <meta name="htmx-config" content="{PlainText.Encode(Htmx)}"><link rel="icon" href="data:,">
            <link rel="stylesheet" href="{DashboardAssets.Address("dashboard.css")}">
            <script src="{DashboardAssets.Address("htmx.js")}" defer></script>
            <script src="{DashboardAssets.Address("dashboard.js")}" data-worker="{DashboardAssets.Address("live.js")}" data-charts="{DashboardAssets.Address("charts.js")}" data-timeline="{DashboardAssets.Address("timeline.js")}" defer></script>{script}
            </head>
            <body>
            """);
    }
}
