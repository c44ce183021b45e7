namespace Plumbline.Protocol.Ingest;

/// <summary>Answer of <c>GET /api/v1/models/{model}/rejected</c>: rows of a model that were not accepted, newest first.</summary>
/// <param name="Rows">A page of them.</param>
/// <param name="Causes">The most frequent fields and reasons of all rows that were asked for, at most 100.</param>
/// <param name="Count">Rejected rows that were asked for, those included that are kept only as a number.</param>
/// <param name="All">Rejected rows of the model since its inbox began or was emptied.</param>
/// <param name="Forgotten">Of these, those that were dropped to make room.</param>
/// <param name="Next">Value of <c>after</c> for the next page; left out on the last.</param>
public sealed record RejectedList(IReadOnlyList<RejectedView> Rows, IReadOnlyList<RejectedCauseView> Causes, long Count, long All,
    long Forgotten, string? Next = null);

/// <summary>One rejected row.</summary>
/// <param name="At">When it came.</param>
/// <param name="Kind"><c>events</c>, <c>truths</c>, <c>metrics</c> or <c>logs</c>.</param>
/// <param name="Index">Its place in its request, from 0.</param>
/// <param name="Field">The field at fault, such as <c>features.age</c>; empty when it is the whole row.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Value">The shape of the offending value: letters are shown as a, digits as 9; left out where there was none.</param>
/// <param name="Alike">Further rows of the same request with the same field and reason.</param>
public sealed record RejectedView(DateTimeOffset At, string Kind, long Index, string Field, string Reason, long Alike,
    string? Value = null);

/// <summary>How often rows were rejected for one reason.</summary>
public sealed record RejectedCauseView(string Kind, string Field, string Reason, long Count, DateTimeOffset LastAt);
