using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Plumbline.Server.Hosting;

/// <summary>Descriptions come from comments; how those are wrapped in the source is nothing a reader of the document should see.</summary>
static partial class OpenApiWords
{
    public static void Unwrap(Microsoft.OpenApi.OpenApiDocument document)
    {
        foreach (IOpenApiSchema schema in document.Components?.Schemas?.Values ?? []) Unwrap(schema);
    }

    static void Unwrap(IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchemaReference { Reference: var reference }) reference.Description = Plain(reference.Description);
        if (schema is not OpenApiSchema own) return;
        own.Description = Plain(own.Description);
        foreach (IOpenApiSchema property in own.Properties?.Values ?? []) Unwrap(property);
        foreach (IOpenApiSchema choice in (own.OneOf ?? []).Concat(own.AnyOf ?? []).Concat(own.AllOf ?? [])) Unwrap(choice);
        Unwrap(own.Items);
        Unwrap(own.AdditionalProperties);
    }

    static string? Plain(string? words) => words is null ? null : Break().Replace(words, " ");

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Break();
}
