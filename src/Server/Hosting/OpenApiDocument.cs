using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Security;

namespace Plumbline.Server.Hosting;

/// <summary>What <c>/openapi/v1.json</c> says beside the endpoints themselves: what each needs, and what its problems look like.</summary>
static class OpenApiDocument
{
    const string Key = "key";

    public static void Set(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Plumbline",
                Version = "v1",
                Description =
                    "Send a model's predictions and truths, read what changed and how sure that is. Errors are problem details (RFC 9457).",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key: plk_..." },
            };
            OpenApiWords.Unwrap(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Demand(operation, context);
            OpenApiParameters.Describe(operation);
            OpenApiBodies.Describe(operation);
            OpenApiAnswers.Describe(operation);
            foreach ((string status, IOpenApiResponse response) in operation.Responses ?? []) Show(status, response);
            return Task.CompletedTask;
        });
    }

    static void Demand(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var needs = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessMetadata>().LastOrDefault()?.Needs
            ?? Permission.Administer;
        if (needs == Permission.None) return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [] }];
        string text = $"Needs the permission {needs.ToString().ToLowerInvariant()}.";
        operation.Description = operation.Description is { Length: > 0 } said ? $"{said} {text}" : text;
    }

    static void Show(string status, IOpenApiResponse response)
    {
        if (response.Content is null || !response.Content.TryGetValue(Problem.MediaType, out OpenApiMediaType? content)) return;
        if (ProblemExamples.Find(status) is { } example)
            content.Example = JsonSerializer.SerializeToNode(example, ProtocolJson.Default.Problem);
    }
}
