using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Plumbline.Protocol;
using Plumbline.Server.Annotations;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>What happened, noted on the page of a model.</summary>
static class NoteEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/models/{model}/notes", AddAsync).Needs(Permission.Configure).IsPartOfPages("AddNote");
        app.MapPost("/models/{model}/notes/{number}/remove", RemoveAsync).Needs(Permission.Configure).IsPartOfPages("RemoveNote");
    }

    static async Task<IResult> AddAsync(string model, HttpContext context, IAntiforgery forgery, ModelRegister models,
        AnnotationRegister annotations, PageWriter pages)
    {
        var found = models.Find(model);
        var form = await FrameEndpoints.FormAsync(context, forgery);
        var viewer = pages.ViewerOf(context);
        var at = LocalTimes.Read("at", form["at"], viewer)
            ?? throw ProblemException.InvalidQuery("at", "", "a date and a time", "A note needs the moment it is about.");
        annotations.Add(found, new AnnotationRequest(form["kind"].ToString(), at, form["text"].ToString(),
            LocalTimes.Read("end", form["end"], viewer)), Access.Of(context).Name);
        return FrameEndpoints.Back(form["return"]);
    }

    static async Task<IResult> RemoveAsync(string model, string number, HttpContext context, IAntiforgery forgery, ModelRegister models,
        AnnotationRegister annotations)
    {
        var form = await FrameEndpoints.FormAsync(context, forgery);
        annotations.Delete(models.Find(model), ReadQuery.Whole("number", number, 1, long.MaxValue).GetValueOrDefault());
        return FrameEndpoints.Back(form["return"]);
    }
}
