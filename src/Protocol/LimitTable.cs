namespace Plumbline.Protocol;

/// <summary>Answer of <c>GET /api/v1/limits</c>.</summary>
public sealed record LimitTable(IReadOnlyList<LimitRow> Limits);

/// <summary>One limit: what happens beyond it is part of the contract.</summary>
/// <param name="Name">Stable name, snake_case.</param>
/// <param name="Value">The largest value allowed (the smallest, where the unit says so), in <paramref name="Unit"/>.</param>
/// <param name="Unit">Such as <c>bytes</c>, <c>models</c>, <c>seconds</c>.</param>
/// <param name="Beyond">What the server answers beyond it.</param>
public sealed record LimitRow(string Name, double Value, string Unit, string Beyond)
{
    /// <summary>The value where nobody chose another.</summary>
    public double Default { get; init; }

    /// <summary>How much of it is used now; left out where that is not counted in all.</summary>
    public double? Used { get; init; }

    /// <summary>Rows and requests it answered since the server started.</summary>
    public long Answered { get; init; }
}
