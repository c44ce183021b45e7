using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Plumbline.Client;

/// <content>Typed calls. Each throws <see cref="ClientException"/> when it does not succeed, and is sent once.</content>
public sealed partial class PlumblineClient
{
    /// <summary>A page of the models this key may see, by name.</summary>
    /// <param name="after">The <see cref="ModelList.Next"/> of the page before; null: the first page.</param>
    public Task<ModelList> ModelsAsync(string? after = null, CancellationToken cancellationToken = default) =>
        GetAsync(after is null ? Routes.Models : $"{Routes.Models}?after={Uri.EscapeDataString(after)}", ProtocolJson.Default.ModelList,
            cancellationToken);

    /// <summary>One model; null when there is none of that name.</summary>
    /// <example><code>
    /// if (await client.FindModelAsync("churn") is null) await client.RegisterModelAsync("churn", new ModelRegistration { Task = "binary"
    /// });
    /// </code></example>
    public async Task<ModelView?> FindModelAsync(string model, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(Routes.Model(model), ProtocolJson.Default.ModelView, cancellationToken).ConfigureAwait(false);
        }
        catch (ClientException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Registers a model, or changes what the registration names.</summary>
    public Task<ModelView> RegisterModelAsync(string model, ModelRegistration registration,
        CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, Routes.Model(model), registration, ProtocolJson.Default.ModelRegistration,
            ProtocolJson.Default.ModelView, cancellationToken);

    /// <summary>Announces a version, or changes what it is for.</summary>
    public Task<VersionView> AnnounceVersionAsync(string model, string version, VersionAnnouncement announcement,
        CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, Routes.Version(model, version), announcement, ProtocolJson.Default.VersionAnnouncement,
            ProtocolJson.Default.VersionView, cancellationToken);

    async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Answers.SendAsync(_http, request, type, cancellationToken).ConfigureAwait(false);
    }

    async Task<TAnswer> SendAsync<TBody, TAnswer>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method,
            path) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await Answers.SendAsync(_http, request, answerType, cancellationToken).ConfigureAwait(false);
    }
}
