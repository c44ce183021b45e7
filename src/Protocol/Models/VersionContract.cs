using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>Body of <c>PUT /api/v1/models/{model}/versions/{version}</c>.</summary>
/// <param name="Role"><c>champion</c>, <c>challenger</c> or <c>none</c>; left out: stays as it is.</param>
/// <param name="Environment">Where it runs, such as <c>production</c>, 1 to 200 bytes; left out: stays as it is; empty: not known.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VersionAnnouncement(string? Role = null, string? Environment = null);

/// <summary>A deployed build of a model.</summary>
/// <param name="Name">As sent with the events.</param>
/// <param name="FirstSeen">When it was announced or first sent an event.</param>
/// <param name="Role"><c>champion</c>, <c>challenger</c> or <c>none</c>.</param>
/// <param name="Environment">Where it runs, as it was announced; null when it was not.</param>
public sealed record VersionView(string Name, DateTimeOffset FirstSeen, string Role, string? Environment = null);

/// <summary>Answer of <c>GET /api/v1/models/{model}/versions</c>, by first sight.</summary>
public sealed record VersionList(string Model, IReadOnlyList<VersionView> Versions);

/// <summary>A deletion that is written to the log.</summary>
/// <param name="Seq">Its sequence number: once a reading says it is up to there, what was deleted is gone from it.</param>
public sealed record DeletionAnswer(long Seq);
