using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>Body of <c>POST /api/v1/models/{model}/annotations</c>.</summary>
/// <param name="Kind"><c>deployment</c>, <c>retrain</c>, <c>incident</c> or <c>note</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">What happened, 1 to 500 characters of one line.</param>
/// <param name="End">When it was over, after <paramref name="At"/>; left out: it is a moment.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnnotationRequest(string Kind, DateTimeOffset At, string Text, DateTimeOffset? End = null);

/// <summary>Something that happened to a model, shown on every time axis.</summary>
/// <param name="Number">Its number, for taking it away.</param>
/// <param name="Kind"><c>deployment</c>, <c>retrain</c>, <c>incident</c> or <c>note</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">What happened.</param>
/// <param name="By">Name of the key that noted it.</param>
/// <param name="CreatedAt">When it was noted.</param>
/// <param name="End">When it was over; null: it is a moment.</param>
public sealed record AnnotationView(long Number, string Kind, DateTimeOffset At, string Text, string By, DateTimeOffset CreatedAt,
    DateTimeOffset? End = null);

/// <summary>Answer of <c>GET /api/v1/models/{model}/annotations</c>, oldest first.</summary>
public sealed record AnnotationList(string Model, IReadOnlyList<AnnotationView> Annotations);
