using System.Text.Json.Serialization;

namespace Plumbline.Protocol;

/// <summary>The columns of a model from a moment on.</summary>
/// <param name="Revision">1, 2, ...</param>
/// <param name="Since">From when.</param>
/// <param name="Columns">Every column ever known.</param>
/// <param name="Segments">Names of the segment columns.</param>
/// <param name="Protected">Names of the protected columns.</param>
/// <param name="Changes">What is new against the revision before.</param>
public sealed record RevisionView(int Revision, DateTimeOffset Since, IReadOnlyList<ColumnContract> Columns, IReadOnlyList<string> Segments,
    IReadOnlyList<string> Protected, IReadOnlyList<ChangeView> Changes);

/// <summary>The columns of a model in a registration. It is spelled like <see cref="RevisionView"/>, so that an answer can be changed and
/// sent back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SchemaRequest
{
    /// <summary>The columns of an event. Given, they are confirmed; left out, they stay, or are inferred.</summary>
    public IReadOnlyList<ColumnContract>? Columns { get; init; }

    /// <summary>Names of columns whose every value is looked at by itself.</summary>
    public IReadOnlyList<string>? Segments { get; init; }

    /// <summary>Names of columns whose groups are compared for fairness.</summary>
    public IReadOnlyList<string>? Protected { get; init; }

    /// <summary>The revision this was made from: when it is no longer the newest, the request is refused. Null: whatever is
    /// there.</summary>
    public int? Revision { get; init; }

    /// <summary>Of an answer; not looked at.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of an answer; not looked at.</summary>
    public IReadOnlyList<ChangeView>? Changes { get; init; }
}

/// <summary>One change of a model's columns.</summary>
/// <param name="Kind"><c>added</c>, <c>vanished</c>, <c>returned</c>, <c>widened</c>, <c>retyped</c> or <c>role_changed</c>.</param>
/// <param name="Column">Which column.</param>
/// <param name="IsCompatible">True when older rows can still be compared with newer ones.</param>
/// <param name="From">Type or role before; null where there was none.</param>
/// <param name="To">Type or role now; null where there is none.</param>
public sealed record ChangeView(string Kind, string Column, bool IsCompatible, string? From = null, string? To = null);

/// <summary>Answer of <c>GET /api/v1/models/{model}/schema</c>, oldest revision first.</summary>
public sealed record SchemaHistory(string Model, bool IsConfirmed, IReadOnlyList<RevisionView> Revisions);

/// <summary>Body of <c>POST /api/v1/models/{model}/schema/confirm</c>.</summary>
/// <param name="Revision">The revision that was looked at: confirming another than the newest is refused.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SchemaConfirmation(int Revision);
