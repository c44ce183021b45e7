using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Plumbline.Server.Dashboard.Fleet;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard;

/// <summary>Answers a request with a page: puts the frame around what is shown and says what the browser may do with it.</summary>
sealed class PageWriter(Viewers viewers, IAntiforgery forgery, SessionCookie sessions, FleetBook fleet)
{
    static readonly string s_version = typeof(PageWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
        .InformationalVersion.Split('+')[0] ?? "";

    public Viewer ViewerOf(HttpContext context) => viewers.Of(context.Request);

    /// <summary>A page of a section.</summary>
    /// <typeparam name="TPage">A component with a parameter <c>View</c>.</typeparam>
    /// <param name="title">In the viewer's language.</param>
    /// <param name="asOf">Up to when everything that was sent is in the page; null: not about data.</param>
    public async Task<IResult> PageAsync<TPage>(HttpContext context, Section? section, string title, object view,
        DateTimeOffset? asOf = null)
        where TPage : IComponent
    {
        await WriteAsync<TPage>(context, FrameOf(context, section, title) with { AsOf = asOf }, view, StatusCodes.Status200OK);
        return Results.Empty;
    }

    public Task WriteProblemAsync(HttpContext context, ProblemView view) =>
        WriteAsync<ProblemPage>(context, FrameOf(context, null, view.TitleIn(ViewerOf(context))), view, view.Status);

    public Task WriteLoginAsync(HttpContext context, string address, bool failed)
    {
        var frame = FrameOf(context, null, ViewerOf(context).Text("login.title")) with { IsBare = true };
        return WriteAsync<LoginPage>(context, frame, new LoginView(frame.Token!, address, failed), StatusCodes.Status401Unauthorized);
    }

    PageFrame FrameOf(HttpContext context, Section? section, string title)
    {
        var tokens = forgery.GetAndStoreTokens(context);
        var access = context.Features.Get<Access>();
        var request = context.Request;
        return new PageFrame
        {
            Viewer = ViewerOf(context),
            Title = title,
            Section = section,
            Firing = access is null ? 0 : fleet.Now.Rows.Where(r => access.Opens(r.Number)).Sum(r => r.Firing),
            Address = HttpMethods.IsGet(request.Method) ? request.Path.ToUriComponent() + request.QueryString.ToUriComponent() : "/",
            Token = new FormToken(tokens.FormFieldName, tokens.RequestToken ?? ""),
            Origin = $"{request.Scheme}://{request.Host.Value}",
            Version = s_version,
            State = context.Features.Get<StreamState>()?.ToString(),
            HasSession = sessions.Find(context) is not null,
        };
    }

    static async Task WriteAsync<TPage>(HttpContext context, PageFrame frame, object view, int status)
        where TPage : IComponent
    {
        byte[] page = Encoding.UTF8.GetBytes(await DashboardPage.RenderAsync<TPage>(frame, view));
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.ContentSecurityPolicy = DashboardPage.Policy;
        response.Headers.CacheControl = "no-store";
        // Without it a browser would send our own forms with the origin 'null'.
        response.Headers["Referrer-Policy"] = "same-origin";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await response.Body.WriteAsync(page, context.RequestAborted);
    }
}
