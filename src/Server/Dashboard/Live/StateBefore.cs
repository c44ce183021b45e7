using Microsoft.AspNetCore.Http;

namespace Plumbline.Server.Dashboard;

/// <summary>Notes where the stream of changes is before a page is read: what is told later may be missing in it.</summary>
sealed class StateBefore(ChangeStream stream) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Features.Set(stream.State);
        return next(context);
    }
}
