using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>Body of <c>POST /api/v1/keys</c>.</summary>
/// <param name="Name">What it is for, 1 to 100 characters.</param>
/// <param name="Scope"><c>ingest</c>, <c>read</c> or <c>admin</c>.</param>
/// <param name="Model">The only model it opens; null: every model.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record KeyRequest(string Name, string Scope, string? Model = null);

/// <summary>A key without the key.</summary>
public sealed record KeyView(long Number, string Name, string Scope, DateTimeOffset CreatedAt, string? Model = null);

/// <summary>Answer of <c>GET /api/v1/keys</c>.</summary>
public sealed record KeyList(IReadOnlyList<KeyView> Keys);

/// <summary>Answer of <c>POST /api/v1/keys</c>: the only time the key is shown.</summary>
/// <param name="Key">The secret, to be sent as <c>Authorization: Bearer plk_...</c>.</param>
/// <param name="About">The rest of it.</param>
public sealed record NewKey(string Key, KeyView About);

/// <summary>Answer to a login.</summary>
/// <param name="Scope">What the session may do.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record LoginAnswer(string Scope, DateTimeOffset ExpiresAt);
