namespace Plumbline.Engine.Storage;

/// <summary>Where the stored events of one id of a model can be. Elsewhere there is none.</summary>
public sealed record EventPlaces
{
    /// <summary>Times of the id's events among the rows up to <see cref="KnownSeq"/>. Some of them may be gone by now.</summary>
    public required IReadOnlyList<DateTimeOffset> Times { get; init; }

    /// <summary>Rows after it are not known yet: each may be of the id.</summary>
    public required long KnownSeq { get; init; }

    /// <summary>Stretches of time in which ids are not known any more: each row there may be of the id. <c>To</c> is not
    /// included.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Forgotten { get; init; } = [];
}
