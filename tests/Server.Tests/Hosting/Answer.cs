using System.Net;
using System.Text.Json;
using Plumbline.Protocol;

namespace Plumbline.Server.Tests.Hosting;

/// <summary>What came back.</summary>
sealed record Answer(HttpStatusCode Status, string Text, string? MediaType, ILookup<string, string> Headers)
{
    public Problem Problem
    {
        get
        {
            Assert.Equal(Problem.MediaType, MediaType);
            Problem problem = JsonSerializer.Deserialize(Text, ProtocolJson.Default.Problem)!;
            Assert.Equal((int)Status, problem.Status);
            Assert.StartsWith("urn:plumbline:problem:", problem.Type, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(problem.Detail));
            Assert.False(string.IsNullOrWhiteSpace(problem.Title));
            return problem;
        }
    }

    public T Read<T>() => (T)JsonSerializer.Deserialize(Text, ProtocolJson.Default.GetTypeInfo(typeof(T))!)!;

    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.Concat(response.Content.Headers).SelectMany(h => h.Value.Select(v => (h.Key, v)))
            .ToLookup(h => h.Key, h => h.v, StringComparer.OrdinalIgnoreCase));
}
